import Declarations

/// What a scenario says will come out, to be judged by the tool.
package struct Claim: Declared {
  /// What the author expects of the judgement.
  package enum Expectation: String, CaseIterable, Sendable {
    case met
    case notMet = "not met"
  }

  package var name = ""
  package var that = ""
  package var expect = Expectation.met
  package var reference = ""
  package var control: Control?
  package var published: PublishedEffect?
  package var statement = ClaimStatement(bounds: [])
  package var mark = Mark(file: "", line: 1, column: 1)

  package init() {}

  package static let declaration = Declaration<Self>(
    "claim",
    "A statement about measures, judged on the mean over subjects with its interval: met if the interval lies inside what is claimed, "
      + "not met if outside, otherwise inconclusive.",
    fields: [
      .text("name", \.name, "what is claimed, in words", maximum: 200, required: true),
      Field(
        "that", "the statement: a > b, a > b > c, a = b within 0.03, a in [0.2, 0.4]", form: .text(maximum: 1000), required: true
      ) {
        reader, node, root in
        guard let text = reader.text(node, maximum: 1000) else { return }
        root.that = text
        root.mark = node.mark
        if let statement = ExpressionParser.statement(text, at: node.mark, &reader) { root.statement = statement }
      } show: {
        .text($0.that)
      },
      .word("expect", \.expect, "'not met' marks a negative control, or a known gap of the model"),
      .control,
      .text("reference", \.reference, "key of a reference", maximum: 100),
      .nested("published", \.published, "a published effect size, printed beside ours"),
    ])
}

extension Claim.Expectation: Word {
  package var summary: String {
    self == .met ? "the claim should hold" : "the claim should fail: a negative control or a known gap"
  }
}

/// A claim as bounds on expressions; all must hold.
package struct ClaimStatement: Sendable {
  package struct Bound: Sendable {
    package var value: Expression
    package var low: Double
    package var high: Double

    /// Whether it is a difference of two things, rather than a value.
    package var isDifference: Bool {
      if case .difference = value { return true }
      return false
    }
  }

  package var bounds: [Bound]
}
