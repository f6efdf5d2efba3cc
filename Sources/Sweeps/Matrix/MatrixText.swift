import Analysis
import Reporting

/// The table in words: 80 columns.
extension MatrixTable {
  /// Brains beside each other.
  private static let most = 4

  public var text: String {
    var sections = [
      [
        Layout.wrap(Layout.clean(plan.title.isEmpty ? "Experiments × theories" : plan.title)),
        Layout.wrap("\(plan.size), \(subjects); \(intervals)"),
        Layout.wrap(
          "undecided: more subjects would tell; cannot: the brain lacks what it takes; !: the experiment's file expects otherwise"
        ),
      ].joined(separator: "\n")
    ]
    for first in stride(from: 0, to: plan.brains.count, by: Self.most) {
      sections.append(block(Array(plan.brains.indices[first..<min(first + Self.most, plan.brains.count)])))
    }
    sections.append("What breaks each\n" + plan.brains.indices.map(obstacles).joined(separator: "\n"))
    return sections.joined(separator: "\n\n") + "\n"
  }

  /// All claims on some of the brains, with sums.
  private func block(_ brains: [Int]) -> String {
    let width = [24, 22, 14, 13][brains.count - 1], left = 80 - width * brains.count
    func line(_ name: String, _ cells: [String]) -> String {
      let text = padded(name, left) + cells.map { Layout.pad($0, width) }.joined()
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
    let names = brains.map { MatrixOverview.broken(plan.brains[$0].name, width: width - 1) }
    let height = names.map(\.count).max() ?? 1
    var lines = (0..<height).map { i in
      line("", names.map { name in i < height - name.count ? "" : name[i - (height - name.count)] })
    }
    for (e, experiment) in plan.experiments.enumerated() {
      lines.append(Layout.wrap(Layout.clean(experiment.name + (experiment.title.isEmpty ? "" : ": " + experiment.title))))
      for (claim, row) in zip(experiment.claims, entries[e]) {
        let name = Layout.wrap(Layout.clean(claim.name), width: left - 3, indent: "").split(separator: "\n").map(String.init)
        for part in name.dropLast() { lines.append("  " + part) }
        lines.append(line("  " + (name.last ?? ""), brains.map { row[$0].marked }))
      }
    }
    lines.append("all claims")
    for (w, word) in MatrixEntry.words.enumerated() {
      lines.append(line("  " + MatrixEntry.word(word), brains.map { "\(counts(brain: $0)[w])" }))
    }
    lines.append(line("  ! not as the files expect", brains.map { "\(disagreements(brain: $0))" }))
    return lines.joined(separator: "\n")
  }

  private func padded(_ text: String, _ width: Int) -> String { Layout.pad(text, max(width, text.unicodeScalars.count)) }

  /// What speaks against a brain.
  private func obstacles(_ brain: Int) -> String {
    var lines: [String] = []
    for group in obstacleGroups(brain: brain) {
      let indent = String(repeating: " ", count: 12)
      for name in group.claims {
        lines.append("  " + Layout.pad(group.word, 10) + Layout.wrap(Layout.clean(name), width: 68, indent: indent))
      }
      lines.append(indent + Layout.wrap(Layout.clean(group.why), width: 68, indent: indent))
    }
    return ([Layout.clean(plan.brains[brain].name)] + lines + [remainder(brain: brain)].filter { !$0.isEmpty }.map { "  " + $0 })
      .joined(separator: "\n")
  }

  /// What else is not met, or that nothing is.
  func remainder(brain: Int) -> String {
    let count = expectedFailures(brain: brain), others = obstacleGroups(brain: brain).isEmpty ? "nothing" : ""
    let controls = count == 0 ? "" : "\(count) not met as the files expect: negative controls and known gaps"
    return [others, controls].filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// A claim that speaks against a brain, with the reason; those that cannot be judged for the same reason together.
  struct Obstacle {
    var outcome: Judgement.Outcome
    var disagrees: Bool
    /// The outcome in a word, marked where the experiment's file expects otherwise.
    var word: String
    var experiment: Int
    var claims: [String]
    var why: String
  }

  /// What speaks against a brain, in the order of the table.
  func obstacleGroups(brain: Int) -> [Obstacle] {
    var groups: [Obstacle] = []
    forEachClaim { e, claim, row in
      guard let why = row[brain].obstacle else { return }
      let entry = row[brain], name = "\(plan.experiments[e].name): \(claim.name)"
      if entry.outcome == .cannot, let last = groups.last, last.outcome == .cannot, last.why == why, last.experiment == e {
        groups[groups.count - 1].claims.append(name)
      } else {
        groups.append(
          Obstacle(
            outcome: entry.outcome, disagrees: entry.disagrees, word: entry.marked, experiment: e, claims: [name], why: why))
      }
    }
    for g in groups.indices {
      let experiment = plan.experiments[groups[g].experiment], count = experiment.claims.count
      if groups[g].claims.count == count, count > 1 { groups[g].claims = ["\(experiment.name): all \(count) claims"] }
    }
    return groups
  }
}
