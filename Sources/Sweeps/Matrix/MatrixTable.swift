import Analysis
import Declarations
import Reporting
import Scenarios

/// Experiments × theories, run: every claim on every brain.
public struct MatrixTable: Sendable {
  public let plan: MatrixPlan
  /// By experiment, claim and brain.
  public let entries: [[[MatrixEntry]]]

  /// `claims`: what came of each cell that could be run, by its number.
  init(_ plan: MatrixPlan, _ claims: [Int: [Judgement]]) {
    self.plan = plan
    entries = plan.experiments.indices.map { e in
      let cells = plan.cells.filter { $0.experiment == e }
      return plan.experiments[e].claims.indices.map { c in
        cells.map { cell in
          guard let judged = claims[cell.number], judged.indices.contains(c) else {
            let why = cell.obstacles.indices.contains(c) ? cell.obstacles[c] : cell.refusal
            return MatrixEntry(refused: why.isEmpty ? "the brain's experiment has no such claim" : why)
          }
          return MatrixEntry(judged[c])
        }
      }
    }
  }

  /// How often each word came on a brain, in the order of `MatrixEntry.words`.
  func counts(brain: Int) -> [Int] {
    let all = entries.joined().map { $0[brain] }
    return MatrixEntry.words.map { word in all.count { $0.outcome == word } }
  }

  /// Claims that came out on a brain as the experiment's file does not expect.
  func disagreements(brain: Int) -> Int { entries.joined().count { $0[brain].disagrees } }

  /// Claims that are not met on a brain, as the experiment's file expects: negative controls, and known gaps.
  func expectedFailures(brain: Int) -> Int {
    entries.joined().count { $0[brain].outcome == .notMet && !$0[brain].disagrees }
  }

  /// Claims that came out on a brain as the experiment's file expects.
  func agreements(brain: Int) -> Int {
    entries.joined().count { ($0[brain].outcome == .met || $0[brain].outcome == .notMet) && !$0[brain].disagrees }
  }

  /// Claims of all experiments.
  var claimCount: Int { entries.reduce(0) { $0 + $1.count } }

  /// The outcomes of every brain, in words.
  var summary: String {
    plan.brains.indices.map { b in
      let counts = zip(MatrixEntry.words, counts(brain: b)).filter { $1 > 0 }
      return plan.brains[b].name + " " + counts.map { "\($1) \(MatrixEntry.word($0))" }.joined(separator: ", ")
    }.joined(separator: "; ")
  }

  /// Calls `body` for every claim, in order.
  func forEachClaim(_ body: (_ experiment: Int, _ claim: Claim, _ row: [MatrixEntry]) -> Void) {
    for (e, rows) in entries.enumerated() { for (c, row) in rows.enumerated() { body(e, plan.experiments[e].claims[c], row) } }
  }

  func cell(_ experiment: Int, _ brain: Int) -> MatrixCell { plan.cells[experiment * plan.brains.count + brain] }

  /// Subjects of the cells, in words.
  var subjects: String {
    let counts = Set(plan.cells.filter { $0.plan != nil }.map(\.subjects)).sorted()
    guard let least = counts.first, let most = counts.last else { return "no cell could be run" }
    return least == most ? "\(least) subject\(least == 1 ? "" : "s") of each cell" : "\(least) to \(most) subjects of each cell"
  }

  /// What the brackets are.
  var intervals: String {
    let levels = Set(plan.experiments.map(\.confidence)).sorted().map { Layout.number($0 * 100, digits: 0) }
    return "[ ] = \(levels.joined(separator: " or ")) % interval over subjects"
  }

  /// A row per comparison of each claim on each brain; one without numbers where it cannot be judged.
  public var csv: String {
    var text =
      "experiment,claim,that,expected,brain,outcome,disagrees,reason,comparison,mean,low,high,claimed_low,claimed_high,"
      + "effect_size,subjects,subjects_needed,folder\n"
    forEachClaim { e, claim, row in
      for (b, entry) in row.enumerated() {
        let place =
          [plan.experiments[e].name, claim.name, claim.that, claim.expect.rawValue, plan.brains[b].name, entry.word].map(
            Tables.quote) + [entry.disagrees ? "true" : "false", Tables.quote(entry.reason)]
        let folder = cell(e, b).folder
        if entry.parts.isEmpty { text += (place + Array(repeating: "", count: 9) + [folder]).joined(separator: ",") + "\n" }
        for (p, part) in entry.parts.enumerated() {
          let estimate = part.estimate
          let numbers = [
            estimate.mean, estimate.low, estimate.high, part.low, part.high, part.effectSize?.value,
          ].map { Tables.number($0) }
          let tail = [String(estimate.subjects), part.subjectsNeeded.map(String.init) ?? "", folder]
          text += (place + ["\(p + 1)"] + numbers + tail).joined(separator: ",") + "\n"
        }
      }
    }
    return text
  }
}
