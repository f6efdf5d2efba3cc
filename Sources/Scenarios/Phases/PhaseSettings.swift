import Declarations

/// A phase as a file describes it: one type in one file, with what it asks of a brain and how it unrolls. To add one, write its type and name
/// it in `Phase.types`; how it is lived stands in a file of the same name where lives are.
package protocol PhaseSettings: Declared {
  /// The only kind of brain that lives it; nil: any brain that can do what it needs.
  static var brain: (any BrainSettings.Type)? { get }
  /// The only kind of brain that lives it as it is said here; nil: as above.
  func kind(_ timeline: Timeline) -> PhaseKind?
  /// What it asks of a brain.
  var needs: [Ability] { get }
  /// What it asks of a brain and can be lived without, where the brain is another one than the file's.
  var wishes: [Ability] { get }
  /// Whether it asks for sleep pressure or the time of day.
  var needsClock: Bool { get }
  /// What else a brain lacks for it; nil: nothing.
  func obstacle(_ brain: BrainChoice, _ map: BrainMap) -> PhaseObstacle?
  /// What it says that a brain does not honour, in words: such a brain lives it without.
  func unhonoured(_ brain: BrainChoice, _ map: BrainMap) -> [String]
  /// As such a brain lives it: two phases of which this is the same are one to it.
  func honoured(_ map: BrainMap) -> Self
  /// Whether it changes the brain: a probe does not.
  var isChange: Bool { get }
  /// Its step at a place of the timeline; nil where it is not lived this time. Mistakes in what it refers to are reported.
  func unroll(_ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader)
    -> PhaseStep?
  /// What it would have left where it cannot be lived: labels with lesions, and no label for a sleep.
  func leaves(_ place: Timeline.Place) -> [(label: String?, lesion: String)]
}

extension PhaseSettings {
  package static var brain: (any BrainSettings.Type)? { nil }
  package func kind(_ timeline: Timeline) -> PhaseKind? { Self.brain.map { PhaseKind(brain: $0) } }
  package var needs: [Ability] { [] }
  package var wishes: [Ability] { [] }
  package var needsClock: Bool { false }
  package func obstacle(_ brain: BrainChoice, _ map: BrainMap) -> PhaseObstacle? { nil }
  package func unhonoured(_ brain: BrainChoice, _ map: BrainMap) -> [String] { [] }
  package func honoured(_ map: BrainMap) -> Self { self }
  package var isChange: Bool { true }
  package func leaves(_ place: Timeline.Place) -> [(label: String?, lesion: String)] { [] }
}

/// The only kind of brain that lives a phase, and what in the phase says so.
package struct PhaseKind {
  package var brain: any BrainSettings.Type
  package var why = "this phase"
  package var mark: Mark?
}

/// Why a brain cannot live a phase.
package struct PhaseObstacle {
  package var message: String
  package var expected: String?
  package var suggestion: String?
  /// Where it stands, if not where the phase begins.
  package var mark: Mark?
}

/// A phase in its place: numbers name its random streams and what it leaves.
package struct PhaseStep: Sendable {
  package var phase: any PhaseSettings
  /// How many phases of its kind the brain has been through before.
  package var number = 0
  /// Positions of the states that it leaves, in the order of its lesions.
  package var states: [Int] = []
  /// Position among the sleeps; nil if it is none.
  package var sleep: Int?
  /// How long it lasts.
  package var hours = 0.0

  package init(_ phase: any PhaseSettings, number: Int = 0, states: [Int] = [], sleep: Int? = nil, hours: Double = 0) {
    (self.phase, self.number, self.states, self.sleep, self.hours) = (phase, number, states, sleep, hours)
  }

  /// The one state that it leaves.
  package var state: Int { states.first ?? 0 }
}
