import Declarations
import NetworkModels

extension TrisynapticSettings {
  /// A number of the brain that each subject draws for itself.
  package struct Variation: Sendable {
    /// "noise_sleep", "perforant.rate".
    package let name: String
    package let distribution: Distribution
    private let dimension: Dimension
    private let put: @Sendable (inout RateParameters, Node) -> Void

    /// Puts a number that was drawn into a subject's parameters.
    package func put(_ value: Double, into parameters: inout RateParameters) {
      put(&parameters, .scalar(Quantity.format(value, as: dimension), Mark(file: "", line: 1, column: 1)))
    }

    /// A distribution in place of a number; none where it could not be read.
    static func read<Root>(
      _ reader: inout Reader, _ entry: Node.Entry, _ field: Field<Root>, name: String,
      _ put: @escaping @Sendable (inout RateParameters, Node) -> Void
    ) -> [Variation] {
      guard let (dimension, range) = field.form.number else {
        reader.report("'\(entry.key)' cannot differ between subjects", at: entry.mark, expected: "a number")
        return []
      }
      guard case .distribution(let distribution)? = Variable.read(&reader, entry.value, as: dimension, in: range) else {
        return []
      }
      var bounded = distribution
      bounded.atLeast = max(distribution.atLeast ?? range.lowerBound, range.lowerBound)
      bounded.atMost = min(distribution.atMost ?? range.upperBound, range.upperBound)
      if bounded.typicalShareInside < 0.01 {
        reader.report("hardly any number of this distribution is allowed here", at: entry.mark, expected: field.form.summary)
      }
      return [Variation(name: name, distribution: bounded, dimension: dimension, put: put)]
    }
  }

  /// The distribution in place of a number, in the file's words.
  func shownVariation(_ name: String) -> Value? {
    variations.first { $0.name == name }.map { Distribution.declaration.show($0.distribution) }
  }

  static let parametersField = Field<Self>(
    "parameters", "numbers that are not of one pathway, where they differ from the default; a distribution makes subjects differ",
    form: .mapping(
      RateParameters.declaration.info.map { field in
        var field = field
        field.form = field.form.drawn
        return field
      })
  ) { reader, node, root in
    let fields = RateParameters.declaration.fields
    for entry in reader.entries(node, expected: "a mapping from parameters to values") ?? [] {
      guard let field = fields.first(where: { $0.name == entry.key }) else {
        if let now = RateParameters.former[entry.key] {
          reader.report("'\(entry.key)' is now a number of a pathway", at: entry.mark, expected: now)
        } else {
          reader.report(
            "'\(entry.key)' is not a parameter of the trisynaptic brain", at: entry.mark,
            expected: "a name from 'engram catalog parameters'", suggestion: NearMiss.of(entry.key, among: fields.map(\.name)))
        }
        continue
      }
      reader.inside(entry.key) { reader in
        guard case .mapping = entry.value else { return field.read(&reader, entry.value, &root.base) }
        root.variations += Variation.read(&reader, entry, field, name: entry.key) { parameters, number in
          var ignored = Reader()
          field.read(&ignored, number, &parameters)
        }
      }
    }
  } show: { root in
    .map(
      RateParameters.declaration.fields.compactMap { field in
        (root.shownVariation(field.name) ?? field.show(root.base)).map { Value.Pair(field.name, $0) }
      })
  }
}

extension Form {
  /// The number that may stand here.
  fileprivate var number: (Dimension, ClosedRange<Double>)? {
    switch self {
    case .number(let dimension, let range): (dimension, range)
    case .either(let forms): forms.lazy.compactMap(\.number).first
    default: nil
    }
  }

  /// Whether nothing but a number may stand here.
  var isNumber: Bool {
    if case .number = self { true } else { false }
  }

  /// The form, or a distribution where it is a number.
  var drawn: Form { number == nil ? self : .either([self, .mapping(Distribution.declaration.info)]) }
}
