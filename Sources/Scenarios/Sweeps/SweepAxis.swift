import Declarations
import NumericalMethods

/// A parameter that a sweep varies, by its path in the file, and which values it takes.
package struct SweepAxis: Declared {
  package enum Scale: String, CaseIterable, Sendable {
    case linear, log
  }

  package var name = ""
  package var paths: [String] = []
  package var values: [String] = []
  package var from: Double?
  package var to: Double?
  package var steps = 0
  package var scale = Scale.linear
  package var unit = ""
  package var isWhole = false
  package var mark = Mark(file: "", line: 1, column: 1)

  package init() {}

  package static let declaration = Declaration<Self>(
    "axis", "A parameter that is varied: where it stands in the file, and its values or range.",
    fields: [
      texts(
        "path", \.paths, "where it stands: keys and numbers of list entries joined by dots; several get the same value",
        required: true),
      texts("values", \.values, "its values, as the file would have them"),
      .number("from", \.from, .number, -1e12...1e12, "lower end of its range, without the unit"),
      .number("to", \.to, .number, -1e12...1e12, "upper end"),
      .integer("steps", \.steps, 0...100_000, "in a grid: how many values the range gives"),
      .word("scale", \.scale, "how values lie in the range"),
      .text("unit", \.unit, "unit written behind each number of the range: h, /min", maximum: 20),
      .flag("whole", \.isWhole, "whether numbers of the range are rounded"),
    ])

  private static func texts(
    _ name: String, _ path: Field<SweepAxis>.Path<[String]>, _ summary: String, required: Bool = false
  ) -> Field<SweepAxis> {
    let text = Form.text(maximum: 500)
    return Field(name, summary, form: .either([.list(text, count: 1...100_000), text]), required: required) {
      reader, node, root in
      if let list = reader.list(node, count: 1...100_000, { $0.text($1, maximum: 500) }) { root[keyPath: path] = list }
    } show: { root in
      root[keyPath: path].isEmpty ? nil : .list(root[keyPath: path].map(Value.text))
    }
  }

  /// A mapping from names to axes.
  static func field<Root>(_ name: String, _ path: Field<Root>.Path<[SweepAxis]>, _ summary: String) -> Field<Root> {
    Field(name, summary, form: .named(.mapping(declaration.info)), required: true) { reader, node, root in
      for entry in reader.entries(node, expected: "a mapping from names to axes") ?? [] {
        guard let name = reader.name(entry.key, at: entry.mark) else { continue }
        reader.inside(entry.key) { reader in
          var axis = SweepAxis()
          axis.name = name
          axis.mark = entry.mark
          declaration.read(&reader, entry.value, into: &axis)
          root[keyPath: path].append(axis)
        }
      }
    } show: {
      .map($0[keyPath: path].map { .init($0.name, declaration.show($0)) })
    }
  }

  /// The value at `share` (0 to 1) of the range, as the file would have it.
  package func value(at share: Double, digits: Int = 10) -> String {
    guard let from, let to else { return values.isEmpty ? "" : values[min(Int(share * Double(values.count)), values.count - 1)] }
    var number = from
    // A range that is none has been reported.
    if let range = try? ParameterRange(from, to, scale: scale.scale) { number = range.value(at: share) }
    if isWhole { number = number.rounded() }
    return text(number, digits)
  }

  /// A number with the axis' unit, rounded to `digits` digits.
  private func text(_ number: Double, _ digits: Int) -> String {
    var number = number, scale = 1.0, most = 1.0
    for _ in 1..<max(digits, 2) { most *= 10 }
    // Powers of ten up to 10²² are exact, and so is the shortest text of the quotient.
    while number.magnitude * scale < most, scale < 1e21, number != 0 { scale *= 10 }
    if number.magnitude < most { number = (number * scale).rounded() / scale }
    return Value.format(number) + (unit.isEmpty ? "" : unit.hasPrefix("/") ? unit : " " + unit)
  }

  /// Its values in a grid.
  package var levels: [String] {
    guard values.isEmpty else { return values }
    return (0..<max(steps, 0)).map { value(at: steps > 1 ? Double($0) / Double(steps - 1) : 0) }
  }

  func check(_ design: DesignName, _ reader: inout Reader) {
    let hasRange = from != nil || to != nil
    if hasRange, from == nil || to == nil {
      reader.report("'\(name)' has one end of a range", at: mark, expected: "'from' and 'to'")
    }
    if hasRange, !values.isEmpty {
      reader.report("'\(name)' has both 'values' and a range", at: mark, expected: "one of them")
    } else if !hasRange, values.isEmpty {
      reader.report("'\(name)' needs either 'values' or a range", at: mark, expected: "'values: [...]', or 'from', 'to'")
    }
    if let from, let to {
      if from >= to { reader.report("the range of '\(name)' is empty", at: mark, expected: "from < to") }
      if scale == .log, from <= 0 { reader.report("a log scale needs numbers above 0", at: mark, expected: "from > 0") }
      if design.takesValues, steps < 1 {
        let isTyped = mark.file == Mark.commandLine.file
        reader.report(
          "'\(name)' needs 'steps' in a \(design.rawValue)", at: mark,
          expected: isTyped ? "lo..hi:steps, such as 25..200:8" : "'steps: 5'")
      }
    }
    if Set(values).count < values.count { reader.report("'\(name)' has a value twice", at: mark, expected: "each value once") }
  }
}

extension SweepAxis.Scale: Word {
  package var summary: String { self == .linear ? "evenly" : "evenly in the logarithm" }

  var scale: ParameterRange.Scale { self == .linear ? .linear : .logarithmic }
}

extension SweepSettings {
  /// Columns of the results beside the axes.
  package static let columns = [
    "cell", "point", "replicate", "subject", "status", "message", "command", "outcome", "value", "n", "mean", "low", "high", "sd",
    "text",
  ]
  /// Those of `memories.csv`.
  package static let memoryColumns = [
    "branch", "label", "lesion", "memory", "retrievals", "kept", "mixture", "intrusion", "gist", "forgotten", "unique", "shared",
    "recall", "replays",
  ]

  /// What cannot be, whatever the rest of the scenario says.
  package func check(_ reader: inout Reader) {
    if axes.isEmpty {
      reader.report("a sweep without axes", at: mark, expected: "'sweep: {vary: ...}' in the scenario, or --vary path=a,b,c")
    }
    for axis in axes { axis.check(design, &reader) }
    if design == .zip, let first = axes.first, let other = axes.first(where: { $0.levels.count != first.levels.count }) {
      reader.report(
        "'\(other.name)' has \(other.levels.count) values and '\(first.name)' \(first.levels.count)", at: other.mark,
        expected: "as many values on every axis of a zip")
    }
    if !design.takesValues, points < 1 {
      reader.report("a \(design.rawValue) design needs 'points'", at: mark, expected: "'points: 100'")
    }
    if design == .morris, !levels.isMultiple(of: 2) {
      reader.report("a morris design of \(levels) levels", at: mark, expected: "an even number of 'levels'")
    }
    if design == .sobol, axes.count > 40 {
      reader.report("a sobol design of \(axes.count) axes", at: mark, expected: "at most 40; latin_hypercube takes more")
    }
    let taken = Self.columns + (memories ? Self.memoryColumns : [])
    for axis in axes where taken.contains(axis.name) {
      reader.report("'\(axis.name)' is a column of the results already", at: axis.mark, expected: "another name")
    }
    var paths: Set<String> = []
    for axis in axes {
      for path in axis.paths {
        let key = path.prefix { $0 != "." }
        guard ["format", "name", "title", "question", "references", "sweep", "fit"].contains(key) else { continue }
        reader.report("'\(path)' changes nothing in a run", at: axis.mark, expected: "the path of something that is simulated")
      }
      for path in axis.paths where !paths.insert(path).inserted {
        reader.report("two axes vary '\(path)'", at: axis.mark, expected: "each path once")
      }
    }
  }
}

extension Mark {
  /// Where what was typed has its mistakes.
  package static let commandLine = Mark(file: "command line", line: 1, column: 1)
}
