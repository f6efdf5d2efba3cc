import Declarations

/// A number, or a distribution that each subject (or item) draws its own from.
package enum Variable: Sendable, Equatable {
  case constant(Double)
  case distribution(Distribution)

  /// Reads either form, numbers in `range`.
  package static func read(_ reader: inout Reader, _ node: Node, as dimension: Dimension, in range: ClosedRange<Double>)
    -> Variable?
  {
    guard case .mapping = node else { return reader.number(node, as: dimension, in: range).map(Variable.constant) }
    let before = reader.issues.all.count
    var value = Distribution()
    Distribution.declaration.read(&reader, node, into: &value)
    guard reader.issues.all.count == before else { return nil }
    value.check(&reader, node.mark)
    return reader.issues.all.count == before ? .distribution(value) : nil
  }

  package static func form(_ dimension: Dimension, _ range: ClosedRange<Double>) -> Form {
    .either([.number(dimension, range), .mapping(Distribution.declaration.info)])
  }

  package var shown: Value {
    switch self {
    case .constant(let value): .number(value)
    case .distribution(let value): Distribution.declaration.show(value)
    }
  }
}

/// A distribution by name and moments; numbers outside the bounds are drawn again.
package struct Distribution: Declared, Equatable {
  package enum Name: String, CaseIterable, Sendable {
    case normal, lognormal, uniform, gamma
  }

  package var name = Name.normal
  package var mean: Double?
  package var sd: Double?
  package var cv: Double?
  package var low: Double?
  package var high: Double?
  package var atLeast: Double?
  package var atMost: Double?

  package init() {}

  private static let wide = -1e9...1e9

  package static let declaration = Declaration<Self>(
    "distribution", "A distribution in place of a number, so that subjects (or items) differ.",
    fields: [
      .word("distribution", \.name, "its kind", required: true),
      .number("mean", \.mean, .number, wide, "mean (normal, lognormal, gamma)"),
      .number("sd", \.sd, .number, 0...1e9, "standard deviation of the value itself (normal, lognormal)"),
      .number("cv", \.cv, .number, 0...1000, "coefficient of variation (gamma)"),
      .number("low", \.low, .number, wide, "lower end (uniform)"),
      .number("high", \.high, .number, wide, "upper end (uniform)"),
      .number("at_least", \.atLeast, .number, wide, "smaller numbers are drawn again"),
      .number("at_most", \.atMost, .number, wide, "larger numbers are drawn again"),
    ])

  /// Whether the numbers that the kind needs are there, and only they.
  func check(_ reader: inout Reader, _ mark: Mark) {
    let given: [(String, Bool)] = [
      ("mean", mean != nil), ("sd", sd != nil), ("cv", cv != nil), ("low", low != nil), ("high", high != nil),
    ]
    let needed: Set<String>
    switch name {
    case .normal, .lognormal: needed = ["mean", "sd"]
    case .uniform: needed = ["low", "high"]
    case .gamma: needed = ["mean", "cv"]
    }
    for (key, isGiven) in given where isGiven != needed.contains(key) {
      reader.report(
        isGiven ? "a \(name.rawValue) distribution has no '\(key)'" : "a \(name.rawValue) distribution needs '\(key)'", at: mark,
        expected: needed.sorted().joined(separator: " and "))
    }
    if name == .lognormal || name == .gamma, let mean, mean <= 0 {
      reader.report("the mean of a \(name.rawValue) distribution must be above 0", at: mark, expected: "a positive mean")
    }
    if name == .gamma, let cv, cv <= 0 {
      reader.report("the cv of a gamma distribution must be above 0", at: mark, expected: "a positive cv")
    }
    if let low, let high, low > high { reader.report("'low' lies above 'high'", at: mark, expected: "low ≤ high") }
    if let atLeast, let atMost, atLeast > atMost {
      reader.report("'at_least' lies above 'at_most'", at: mark, expected: "at_least ≤ at_most")
    }
  }
}

extension Distribution.Name: Word {
  package var summary: String {
    switch self {
    case .normal: "normal: mean, sd"
    case .lognormal: "lognormal: mean and sd of the value itself"
    case .uniform: "uniform: low, high"
    case .gamma: "gamma: mean, cv"
    }
  }
}

extension Field {
  /// A number or a distribution.
  static func variable(_ name: String, _ path: Path<Variable>, _ range: ClosedRange<Double>, _ summary: String) -> Field {
    Field(name, summary, form: Variable.form(.number, range)) { reader, node, root in
      if let value = Variable.read(&reader, node, as: .number, in: range) { root[keyPath: path] = value }
    } show: {
      $0[keyPath: path].shown
    }
  }
}
