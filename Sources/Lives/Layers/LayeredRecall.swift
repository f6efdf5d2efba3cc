import Materials
import NumericalMethods
import RateEngines
import Recordings
import Scenarios

/// Cued recall of the items of a material with trials: what fates are decided on.
extension LayeredTasks {
  /// A retrieval of an item is all its tests: a unit's probability is its mean activation over the tests that ask for it. Tests of a network
  /// with nothing random in it always answer the same, and are one retrieval.
  func recall(
    _ network: GradedNetwork, _ items: TrialItems, _ tested: [Tested], _ state: Int, _ workspace: GradedWorkspace
  ) {
    let analysis = life.plan.scenario.analysis, noise = layered.surface?.noise ?? 0
    let isRandom = noise > 0 || layered.layers.contains { $0.value.binary != nil }
    var chance = random(.probe, Self.firstRecall), memories = TrialMemories(items)
    let trials = tested.map(\.trial), known = Set(trials.map(\.item)).sorted()
    for retrieval in 0..<(isRandom ? analysis.retrievals : 1) {
      let answers = isRandom ? answers(network, trials, noise, Self.firstRecall + 1 + retrieval, workspace) : tested
      for item in known {
        let found = memories.found(items.answers(answers.filter { $0.trial.item == item }))
        let own = memories.compact[item], cue = Cue(units: [], unique: own.unique, shared: own.shared)
        guard !own.units.isEmpty else { continue }
        life.record.retrievals.append(
          memories.scoring.score(found, of: item, cue: cue, among: memories.compact, state: state, trial: retrieval))
        guard analysis.lures > 0, retrieval < 2 else { continue }
        if let v = memories.scoring.phantom(found, of: item, among: memories.compact, &chance) {
          life.record.phantoms.append(PhantomScore(state: Int32(state), memory: Int32(own.id), competitor: v))
        }
      }
    }
    lures(network, items, &memories, known, noise, state, workspace)
  }

  /// Where the streams of recall begin, above those of probes.
  private static var firstRecall: Int { 1 << 23 }

  /// What the network answers to trials with noise on what they show.
  private func answers(
    _ network: GradedNetwork, _ trials: [LayerTrial], _ noise: Double, _ number: Int, _ workspace: GradedWorkspace
  ) -> [Tested] {
    var network = network, chance = random(.probe, number)
    network.noise = random(.probe, number | 1 << 21)
    return trials.map { trial in
      var shown = patterns(trial.shown)
      if noise > 0 {
        for i in shown.indices {
          for j in shown[i].values.indices where shown[i].values[j] >= 0 {
            shown[i].values[j] = min(1, max(0, shown[i].values[j] + Float(chance.normal(sd: noise))))
          }
        }
      }
      network.test(GradedInput(clamped: shown), workspace)
      return Tested(trial: trial, answers: trial.wanted.map { network.activations(layerNumbers[$0.layer] ?? 0, .minus) })
    }
  }

  /// Patterns that were never learnt, on tests like those of the items.
  private func lures(
    _ network: GradedNetwork, _ items: TrialItems, _ memories: inout TrialMemories, _ known: [Int], _ noise: Double, _ state: Int,
    _ workspace: GradedWorkspace
  ) {
    guard !known.isEmpty else { return }
    for number in 0..<life.plan.scenario.analysis.lures {
      let model = known[(number / 2) % known.count], kind = number % 2
      var chance = random(.probe, Self.firstRecall | 1 << 22 | 2 * number)
      let (tests, places) = items.lure(like: model, kind: kind, &chance)
      let answers = answers(network, tests, noise, Self.firstRecall | 1 << 22 | 2 * number + 1, workspace)
      let found = memories.found(items.answers(answers))
      func moved(_ units: Set<TrialItems.Unit>) -> [Int32] { memories.positions(units.map { places[$0] ?? $0 }) }
      let all = moved(items.units[model]), shared = moved(items.shared[model])
      let unique = moved(items.units[model].subtracting(items.shared[model]))
      guard !all.isEmpty else { continue }
      let (v, partner) = memories.scoring.competitor(found, of: all, except: nil, among: memories.compact)
      life.record.lures.append(
        LureScore(
          state: Int32(state), kind: Int32(kind), unique: Scoring.mean(found, unique), shared: Scoring.mean(found, shared),
          competitor: v, partner: partner.map { Int32(memories.compact[$0].id) } ?? -1))
    }
  }
}

/// The memories of a material with trials, as far as some tests ask for their units, which are numbered through.
private struct TrialMemories {
  private let items: TrialItems
  private var asked: [TrialItems.Unit: Int32] = [:]
  private(set) var compact: [Memory] = []
  var scoring = Scoring(units: 0)

  init(_ items: TrialItems) { self.items = items }

  /// Probabilities of the units that have been asked for, which all else goes by from here on.
  mutating func found(_ answers: [TrialItems.Unit: Float]) -> [Float] {
    let units = answers.keys.sorted()
    if units.count != asked.count || !units.allSatisfy({ asked[$0] != nil }) {
      asked = Dictionary(uniqueKeysWithValues: units.enumerated().map { ($1, Int32($0)) })
      scoring = Scoring(units: units.count)
      compact = items.units.indices.map { item in
        Memory(
          id: items.first + item, family: items.families[item], units: positions(items.units[item]),
          shared: positions(items.shared[item]))
      }
    }
    return units.map { answers[$0] ?? 0 }
  }

  /// Positions of units among those that are asked for, ascending.
  func positions(_ units: some Sequence<TrialItems.Unit>) -> [Int32] { units.compactMap { asked[$0] }.sorted() }
}
