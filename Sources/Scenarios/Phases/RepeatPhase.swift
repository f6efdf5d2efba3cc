import Declarations

/// The same phases several times.
package struct RepeatPhase: Declared {
  package var times = 1
  package var of: [Phase] = []

  package init() {}

  package static let declaration = Declaration<Self>(
    "repeat", "The same phases several times; probes inside get the round's number: `night` becomes night-1, night-2 ….",
    fields: [
      .integer("times", \.times, 1...100_000, "how often", required: true),
      Field("of", "the phases", form: .reference("phases"), required: true) { reader, node, root in
        if let phases = Phase.list(&reader, node) { root.of = phases }
      } show: {
        .list($0.of.map(\.shown))
      },
    ])
}
