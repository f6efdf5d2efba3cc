import Analysis
import Reporting

/// The table at a glance: a row for each experiment, a column for each brain, in it a small square for each claim.
struct MatrixOverview {
  let table: MatrixTable

  private static let side = 8.0, step = 9.5, line = 13.0, left = 154.0
  /// Squares beside each other.
  private static let most = 7

  private var plan: MatrixPlan { table.plan }
  private var columns: Int { min(Self.most, max(4, plan.experiments.map(\.claims.count).max() ?? 0)) }
  private var width: Double { max(Double(columns) * Self.step + 8, 64) }
  private func lines(_ experiment: Int) -> Int { max(1, (plan.experiments[experiment].claims.count + columns - 1) / columns) }

  /// A name, broken between its words.
  static func broken(_ name: String, width: Int) -> [String] {
    var lines: [String] = [], line = "", word = ""
    func length(_ text: String) -> Int { text.unicodeScalars.count }
    func add() {
      if !line.isEmpty, length(line) + length(word) > width {
        lines.append(line)
        line = ""
      }
      line += word
      word = ""
    }
    for character in Layout.clean(name) {
      word.append(character == "_" ? " " : character)
      if "_-/ ".contains(character) { add() }
    }
    add()
    return (lines + [line]).prefix(4).map { Layout.pad($0.trimmed, width).trimmed }
  }

  var drawing: Drawing {
    let names = plan.brains.map { Self.broken($0.name, width: Int(width / 6)) }
    let top = 26 + Self.line * Double(names.map(\.count).max() ?? 1)
    var content: Markup = legend, y = top
    for (b, name) in names.enumerated() {
      for (i, part) in name.reversed().enumerated() {
        content += text(part, Self.left + width * Double(b), top - 8 - Self.line * Double(i))
      }
    }
    let right = Self.left + width * Double(plan.brains.count)
    func rule(_ y: Double) {
      content +=
        "<line x1=\"8\" y1=\"\(y)\" x2=\"\(right)\" y2=\"\(y)\" stroke=\"currentColor\" stroke-opacity=\".18\"/>"
    }
    for (e, experiment) in plan.experiments.enumerated() {
      rule(y)
      content += text(Layout.pad(Layout.clean(experiment.name), 24).trimmed, 8, y + 14)
      for c in experiment.claims.indices {
        for b in plan.brains.indices {
          let x = Self.left + width * Double(b) + Self.step * Double(c % columns)
          let title = "\(plan.brains[b].name), \(experiment.claims[c].name): \(table.entries[e][c][b].marked)"
          content += square(table.entries[e][c][b], x, y + 6 + Self.line * Double(c / columns), title)
        }
      }
      y += 8 + Self.line * Double(lines(e))
    }
    rule(y)
    content += text("as the files expect", 8, y + 14)
    for b in plan.brains.indices {
      content += text("\(table.agreements(brain: b)) of \(table.claimCount)", Self.left + width * Double(b), y + 14)
    }
    return Drawing(width: max(right + 8, 640), height: y + 24, content: content, words: "\(plan.size): \(table.summary).")
  }

  private func text(_ text: String, _ x: Double, _ y: Double) -> Markup {
    "<text x=\"\(x)\" y=\"\(y)\" font-size=\"11\" fill=\"currentColor\">\(text)</text>"
  }

  /// Colour and form: full, with a bar, half, empty. A dot where the experiment's file expects otherwise.
  private func square(_ entry: MatrixEntry, _ x: Double, _ y: Double, _ title: String) -> Markup {
    Self.square(entry.outcome, disagrees: entry.disagrees, x, y, title)
  }

  private static func square(
    _ outcome: Judgement.Outcome, disagrees: Bool, _ x: Double, _ y: Double, _ title: String
  ) -> Markup {
    func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ paint: Markup) -> Markup {
      "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" \(paint)/>"
    }
    var marks: Markup = ""
    switch outcome {
    case .met: marks += rectangle(x, y, side, side, "fill=\"\(Palette.green)\"")
    case .notMet:
      marks += rectangle(x, y, side, side, "fill=\"\(Palette.vermilion)\"")
      marks += rectangle(x, y + side / 2 - 1, side, 2, "fill=\"#ffffff\" fill-opacity=\".7\"")
    case .inconclusive:
      marks += rectangle(x + 0.5, y + 0.5, side - 1, side - 1, "fill=\"\(Palette.yellow)\" stroke=\"#6e6200\"")
    case .cannot:
      marks += rectangle(x + 0.5, y + 0.5, side - 1, side - 1, "fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".35\"")
    }
    if disagrees { marks += "<circle cx=\"\(x + side / 2)\" cy=\"\(y + side / 2)\" r=\"2.2\" fill=\"#000000\"/>" }
    return "<g>\(marks)<title>\(title)</title></g>"
  }

  private var legend: Markup {
    var content: Markup = "", x = 8.0
    func add(_ outcome: Judgement.Outcome, _ disagrees: Bool, _ words: String) {
      content += Self.square(outcome, disagrees: disagrees, x, 7, words)
      content += text(words, x + 13, 15)
      x += 32 + 6 * Double(words.count)
    }
    for outcome in MatrixEntry.words { add(outcome, false, MatrixEntry.word(outcome)) }
    content += text("each square a claim; a dot: not as the experiment's file expects", x, 15)
    return content
  }

  /// For the page.
  var figure: Figure {
    Figure(
      id: "overview", title: "All experiments on all brains",
      caption:
        "A row for each experiment, a column for each brain, a square for each claim, in the order of the table; \(table.subjects). A dot marks what the experiment's file does not expect.",
      drawing: drawing, csv: table.csv)
  }
}
