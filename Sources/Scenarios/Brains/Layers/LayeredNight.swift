import Declarations
import NetworkModels

/// What sleep is for a network of layers.
package struct LayeredNight: Declared, Marked {
  package var nrem: LayeredStage?
  package var rem: LayeredStage?
  package var mark = Mark(file: "", line: 1, column: 1)

  package init() {}

  package static let declaration = Declaration<Self>(
    "sleep",
    "What an experiment's sleep is for this brain. A stage that is not given passes without replay. The brain has no replay priorities and "
      + "no cues in sleep: what comes up is its own.",
    fields: [
      .nested("nrem", \.nrem, "NREM events"),
      .nested("rem", \.rem, "REM events"),
    ])

  func check(_ brain: LayeredSettings, _ reader: inout Reader) {
    for stage in [nrem, rem].compactMap(\.self) {
      LayeredStage.check([stage.autonomous != nil, stage.settling != nil, stage.rehearsal != nil], stage.mark, &reader)
      let names = brain.layers.map(\.name) + brain.stores.map(\.name)
      for name in stage.off { _ = reader.position(of: name, among: names, "layer or store", at: stage.mark) }
    }
  }
}

/// A stage of sleep: which layers are off, and what an event is.
package struct LayeredStage: Declared, Marked {
  package var off: [String] = []
  package var autonomous: AutonomousSleep?
  package var settling: ConsolidationEvent?
  package var rehearsal: Rehearsal?
  package var mark = Mark(file: "", line: 1, column: 1)

  package init() {}

  package static let declaration = Declaration<Self>(
    "stage", "A stage of sleep: what is decoupled, and what a replay event is.",
    fields: [
      .names("off", \.off, "layers or stores that are off", count: 0...64),
      .nested("autonomous", \.autonomous, "the network wanders from attractor to attractor"),
      .nested("settling", \.settling, "binary units settle from noise"),
      .nested("rehearsal", \.rehearsal, "trials that begin in noise"),
    ])
}

extension LayeredStage {
  /// Reports a stage with more or fewer kinds of events than one.
  static func check(_ kinds: [Bool], _ mark: Mark, _ reader: inout Reader) {
    let count = kinds.count { $0 }
    guard count != 1 else { return }
    reader.report(
      "a stage of sleep with \(count) kinds of events", at: mark, expected: "one of 'autonomous', 'settling' and 'rehearsal'")
  }
}

/// One event of consolidation of binary units.
package struct ConsolidationEvent: Declared {
  package var cycles = 20
  package var learning = 1
  package var held: [String] = []

  package init() {}

  package static let declaration = Declaration<Self>(
    "settling", "Binary units begin as random winners, settle, and are learnt from where they end.",
    references: ["Murre1996", "Alvarez1994"],
    fields: [
      .integer("cycles", \.cycles, 0...100_000, "cycles in which an event settles", source: "convention"),
      .integer("learning", \.learning, 0...100_000, "cycles after them, each of which is learnt from", source: "convention"),
      .names("held", \.held, "layers that keep their random units throughout an event", count: 0...64),
    ])
}
