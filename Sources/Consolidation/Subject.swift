import Materials
import NetworkModels
import NumericalMethods
import Recordings
import Scenarios

/// What stays the same of one subject while its brain changes: materials, streams, scratch memory, the record being written.
final class Subject<E: Engine> {
  let plan: Plan
  let number: Int
  let workspace: E.Workspace
  let noise: NoiseSource
  let nights: NightSource
  /// Whether its traces are looked at in sleep.
  let isTraced: Bool
  private(set) var materials: [String: Material] = [:]
  /// Memories of each studied material.
  private(set) var memories: [String: [Memory]] = [:]
  var scoring: Scoring
  var record: SubjectRecord

  init(plan: Plan, number: Int, workspace: E.Workspace, noise: NoiseSource, nights: NightSource, isTraced: Bool) {
    self.plan = plan
    self.number = number
    self.workspace = workspace
    self.noise = noise
    self.nights = nights
    self.isTraced = isTraced
    scoring = Scoring(units: plan.anatomy.entorhinalCortex.units)
    record = SubjectRecord(subject: number)
    realizeMaterials()
  }

  func stream(_ kind: Purpose.Kind, _ number: Int) -> RandomStream { RandomStream(key(kind, number)) }

  func key(_ kind: Purpose.Kind, _ number: Int) -> StreamKey {
    StreamKey(seed: plan.seed, subject: self.number, purpose: Purpose(kind, number))
  }

  private func realizeMaterials() {
    let layer = plan.scenario.inputLayer
    var pools: [String: UnitPool] = [:]
    for (i, settings) in plan.scenario.materials.enumerated() {
      // A stream for each material and pool: adding one to the file leaves the others' randomness alone.
      var own = stream(.materials, i + 1), random = stream(.materials, 1000 + pools.count)
      var pool = pools[settings.pool] ?? UnitPool(units: layer.units, random: &random)
      let material = settings.generator.realize(name: settings.name, layer: layer, pool: &pool, others: materials, random: &own)
      pools[settings.pool] = pool
      materials[settings.name] = material
      guard let first = plan.firstMemory[settings.name] else { continue }
      memories[settings.name] = material.items.enumerated().map { i, item in
        Memory(
          id: first + i, family: settings.name + "/" + item.outline.family, units: item.units, shared: item.shared,
          strength: item.outline.strength, salience: item.outline.salience)
      }
    }
  }

  /// Memories of some materials, only those of `groups` if any are named.
  func memories(of names: [String], groups: [String]) -> [Memory] {
    plan.timeline.studied.filter { names.contains($0) }.flatMap { memories[$0] ?? [] }
      .filter { groups.isEmpty || groups.contains(plan.index.memories[$0.id].group) }
  }
}
