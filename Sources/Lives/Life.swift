import Materials
import NetworkModels
import NumericalMethods
import Recordings
import Scenarios
import SleepDynamics

/// One subject's life: what stays the same while its brain changes (materials, streams, the record being written), and the walk through the
/// timeline.
final class Life {
  let plan: Plan
  let number: Int
  let nights: NightSource
  /// Whether its traces are looked at in sleep.
  let isTraced: Bool
  /// Where a circuit's spikes, potentials and weights are written; nil: nowhere.
  let recordings: String?
  /// Where items are written.
  let surface: InputLayer
  private(set) var materials: [String: Material] = [:]
  /// Memories of each studied material.
  private(set) var memories: [String: [Memory]] = [:]
  private let measures: [String: Int32]
  /// Scores that the plan does not know.
  private var unnamed: [String] = []
  var scoring: Scoring
  var record: SubjectRecord
  /// What phases of one kind of brain need.
  private(set) lazy var layered = plan.scenario.layered.map { LayeredTasks(self, $0) }
  private(set) lazy var circuits = plan.scenario.circuit.map { CircuitPhases(self, $0) }
  private(set) lazy var digits = plan.scenario.feedForward.map { FeedForwardPhases(self, $0) }

  init(plan: Plan, number: Int, nights: NightSource, isTraced: Bool, recordings: String?) {
    self.plan = plan
    self.number = number
    self.nights = nights
    self.isTraced = isTraced
    self.recordings = recordings
    surface = plan.scenario.inputLayer
    scoring = Scoring(units: surface.units)
    record = SubjectRecord(subject: number)
    measures = Dictionary(uniqueKeysWithValues: plan.index.measures.enumerated().map { ($1, Int32($0)) })
    realizeMaterials()
  }

  func stream(_ kind: Purpose.Kind, _ number: Int) -> RandomStream { RandomStream(key(kind, number)) }

  func key(_ kind: Purpose.Kind, _ number: Int = 0, seed: UInt64? = nil) -> StreamKey {
    StreamKey(seed: seed ?? plan.seed, subject: self.number, purpose: Purpose(kind, number))
  }

  /// Keeps a number of a state. A name that the plan does not have is a mistake of this program: the life ends with an error.
  func score(_ state: Int, _ measure: String, memory: Int = -1, _ value: Double?) {
    guard let value, value.isFinite else { return }
    guard let measure = measures[measure] else { return unnamed.append(measure) }
    record.scores.append(Score(state: Int32(state), measure: measure, memory: Int32(memory), value: Float(value)))
  }

  private func realizeMaterials() {
    var pools: [String: UnitPool] = [:]
    for (i, settings) in plan.scenario.materials.enumerated() {
      // A stream for each material and pool: adding one to the file leaves the others' randomness alone.
      var own = stream(.materials, i + 1), random = stream(.materials, 1000 + pools.count)
      var pool = pools[settings.pool] ?? UnitPool(units: surface.units, random: &random)
      let material = settings.generator.realize(name: settings.name, layer: surface, pool: &pool, others: materials, random: &own)
      pools[settings.pool] = pool
      materials[settings.name] = material
      guard let first = plan.firstMemory[settings.name] else { continue }
      memories[settings.name] = material.items.enumerated().map { i, item in
        Memory(
          id: first + i, family: settings.name + "/" + item.outline.family, units: item.units, shared: item.shared, cue: item.cue,
          strength: item.outline.strength, salience: item.outline.salience)
      }
    }
  }

  /// Memories of some materials, only those of `groups` if any are named.
  func memories(of names: [String], groups: [String]) -> [Memory] {
    plan.timeline.studied.filter { names.contains($0) }.flatMap { memories[$0] ?? [] }
      .filter { groups.isEmpty || groups.contains(plan.index.memories[$0.id].group) }
  }

  /// Lives through the plan's timeline, and gives what is kept of it.
  func live(_ brain: any Brain) throws -> SubjectRecord {
    var moment = Moment(brain, on: surface)
    liveHistory(&moment)
    try run(plan.timeline.steps, moment)
    if let name = unnamed.first { throw UnnamedScore(name: name) }
    return record
  }

  /// A phase gave a number that it had not announced.
  struct UnnamedScore: Error, CustomStringConvertible {
    var name: String
    var description: String { "a phase gave the number '\(name)', which it had not announced; please report this" }
  }

  /// Takes a moment through the steps; where the timeline branches, a copy goes each way.
  private func run(_ steps: [Timeline.Step], _ start: consuming Moment) throws {
    var moment = start
    for step in steps {
      switch step {
      case .fork(let ways):
        for (number, way) in ways.enumerated() { try run(way, circuits?.branching(moment, number) ?? moment) }
      case .phase(let step):
        guard let phase = step.phase as? any LivedPhase else { throw UnknownPhase(phase: "\(type(of: step.phase))") }
        try phase.live(self, &moment, step)
      }
    }
  }

  /// A phase of the format that nobody can live.
  struct UnknownPhase: Error, CustomStringConvertible {
    var phase: String
    var description: String { "the phase '\(phase)' cannot be lived; please report this" }
  }
}
