import NetworkModels
import NumericalMethods

/// A network of graded layers as a brain that experiments can be run on. Items are written on some layers and read from others; parts and
/// wires are numbered as layers and projections are.
package struct LayeredBrain: MemoryBrain {
  /// Layers by number, and what sleep is for them.
  package struct Plan: Sendable {
    /// Layers that are clamped, and those that answer, one by one.
    package var written: [Int] = []
    package var read: [Int] = []
    /// Training trials of a presentation.
    package var trials = 1
    /// SD of the noise on what a cue shows.
    package var noise = 0.0
    /// Layers of which each item gets units of its own when it is first learnt, and how many.
    package var recruited: [(layer: Int, units: Int)] = []
    /// What a training trial learns from, instead of targets.
    package var oscillation: InhibitionOscillation?
    /// Layers whose codes are compared.
    package var coded: [Int] = []
    /// Projections of each store, by number: those from or to its layers; one between two stores is the first one's.
    package var stores: [Set<Int>] = []
    /// Number of the store that is not taught where an experiment spares the cortex.
    package var cortex: Int?
    package var nrem, rem: Stage?

    package init() {}
  }

  /// What an event of a stage of sleep is.
  package struct Stage: Sendable {
    package enum Event: Sendable {
      case autonomous(AutonomousSleep)
      case settling(cycles: Int, learning: Int, held: Set<Int>)
      case rehearsal(Rehearsal)
    }

    package var off: Set<Int>
    package var event: Event

    package init(off: Set<Int>, event: Event) { (self.off, self.event) = (off, event) }
  }

  package var network: GradedNetwork
  package let workspace: GradedWorkspace
  private let plan: Plan
  /// The network before it learnt anything: what a store that is wiped becomes again.
  private let newborn: GradedNetwork
  /// Layers that are always off: what an ablation takes out.
  private let off: Set<Int>
  /// Units that items have recruited, by the items' own units, layer by layer.
  private var recruits: [[Int32]: [[Int]]] = [:]
  /// Of the stage that it sleeps in; `plus`: what the present episode began with, which may be in a replay attempt before.
  private var sleeper: (stage: ReplayAttempt.Stage, sleeper: AutonomousSleeper, plus: [Int32])?

  package init(_ network: GradedNetwork, _ plan: Plan, off: Set<Int> = [], _ workspace: GradedWorkspace) {
    (self.network, self.plan, self.off, self.workspace) = (network, plan, off, workspace)
    newborn = network
  }

  package func startNoise(_ key: StreamKey) { workspace.noise = RandomStream(key) }

  package func withNoise(_ key: StreamKey, _ body: () -> Void) {
    let before = workspace.noise
    startNoise(key)
    body()
    workspace.noise = before
  }

  /// What units of the surface show, layer by layer; the others show `rest`.
  private func patterns(
    _ layers: [Int], _ units: [Int32], _ amplitudes: [Float]? = nil, rest: Float = 0
  ) -> [(layer: Int, values: [Float])] {
    var values = plan.written.map { [Float](repeating: rest, count: network.layers[$0].units) }
    for (k, unit) in units.enumerated() { set(&values, unit, amplitudes?[k] ?? 1) }
    return zip(layers, values).map { ($0, $1) }
  }

  /// Sets the value of a unit of the surface.
  private func set(_ values: inout [[Float]], _ unit: Int32, _ value: Float) {
    var unit = Int(unit)
    for i in values.indices {
      if unit < values[i].count { return values[i][unit] = value }
      unit -= values[i].count
    }
  }

  /// The units that an item has in the layers of which each gets its own; they are dealt when it is first learnt.
  private mutating func recruit(for item: [Int32]) -> [(layer: Int, values: [Float])] {
    guard !plan.recruited.isEmpty else { return [] }
    let units =
      recruits[item]
      ?? plan.recruited.map { layer, count in
        workspace.noise.sample(min(count, network.layers[layer].units), of: Array(0..<network.layers[layer].units))
      }
    recruits[item] = units
    return zip(plan.recruited, units).map { layer, units in
      var values = [Float](repeating: 0, count: network.layers[layer.layer].units)
      for unit in units { values[unit] = 1 }
      return (layer.layer, values)
    }
  }

  /// Whether items are written on graded layers that answer themselves: what a cue does not show is free there, not silent.
  private var answersForItself: Bool {
    plan.read == plan.written && !plan.written.contains { network.layers[$0].binary != nil }
  }

  /// A presentation is some training trials. What is attended is hidden and has to be produced, the whole item is the target; where a layer
  /// answers for itself and all is attended, each trial hides another half of the item.
  package mutating func learn(_ presentation: Presentation) {
    // Trials without strength would change no weight, and what layers expect all the same.
    guard presentation.strength > 0 else { return }
    // Of what is not attended at all nothing is learnt.
    if let attended = presentation.attended, attended.isEmpty { return }
    // An oscillation has no targets: nothing that is to be learnt can be hidden.
    let hidden = Set(plan.oscillation == nil ? presentation.attended ?? [] : [])
    let targets = patterns(plan.read, presentation.units, presentation.amplitudes), own = recruit(for: presentation.units)
    func input() -> GradedInput {
      var hidden = hidden
      if hidden.isEmpty, answersForItself {
        hidden = Set(workspace.noise.sample(presentation.units.count / 2, of: presentation.units))
      }
      let shown = presentation.units.indices.filter { !hidden.contains(presentation.units[$0]) }
      var values = patterns(plan.written, shown.map { presentation.units[$0] }, shown.map { presentation.amplitudes[$0] }).map(
        \.values)
      if answersForItself { for unit in hidden { set(&values, unit, GradedNetwork.free) } }
      return GradedInput(clamped: zip(plan.written, values).map { ($0, $1) } + own, targets: targets)
    }
    let rates = network.rates
    let spared = presentation.teachesCortex ? [] : plan.cortex.map { plan.stores[$0] } ?? []
    network.rates = rates.indices.map { spared.contains($0) ? 0 : rates[$0] * presentation.strength }
    network.switchOff(off)
    for _ in 0..<plan.trials {
      let input = input()
      network.noise = workspace.noise
      if let oscillation = plan.oscillation {
        network.train(input, oscillation, workspace)
      } else {
        network.train(input, workspace)
      }
      workspace.noise = network.noise
    }
    network.switchOff()
    network.rates = rates
  }

  package func answer(to cue: [Int32], lesion: Lesion) -> [Float] {
    let network = tested(cue, lesion)
    return plan.read.flatMap { network.activations($0, .minus) }
  }

  package func codes(of pattern: [Int32], kind: ResponseKind, lesion: Lesion) -> [Code?] {
    let network = tested(pattern, lesion)
    return plan.coded.map {
      network.isOff($0) ? nil : .graded(network.activations($0, kind == .initial ? .firstQuarter : .minus))
    }
  }

  /// The network at the end of a retrieval from a cue.
  private func tested(_ cue: [Int32], _ lesion: Lesion) -> GradedNetwork {
    var network = network
    network.switchOff(off.union(lesion.off), cut: Set(lesion.cut))
    let shares = lesion.parts.filter { $0.share < 1 }.map { ($0.number, $0.share) }
    if !shares.isEmpty { network.damage(Dictionary(shares) { a, _ in a }, workspace.noise.key) }
    var shown = patterns(plan.written, cue, rest: answersForItself ? GradedNetwork.free : 0)
    if plan.noise > 0 {
      for i in shown.indices {
        for j in shown[i].values.indices {
          guard shown[i].values[j] >= 0 else { continue }
          shown[i].values[j] = min(1, max(0, shown[i].values[j] + Float(workspace.noise.normal(sd: plan.noise))))
        }
      }
    }
    network.noise = workspace.noise
    network.test(GradedInput(clamped: shown), workspace)
    workspace.noise = network.noise
    return network
  }

  package mutating func fallAsleep(_ priority: Priority) { sleeper = nil }

  package mutating func replay(_ attempt: ReplayAttempt) -> ReplayOutcome {
    let nothing = ReplayOutcome(isAccepted: false, pattern: [])
    if let sleeper, sleeper.stage != attempt.stage { wakeUp() }
    guard let stage = attempt.stage == .nrem ? plan.nrem : plan.rem else { return nothing }
    if sleeper == nil { network.switchOff(off.union(stage.off)) }
    func rates(_ coupling: Double) -> [Double] { network.projections.map { $0.sleepRate * coupling } }
    switch stage.event {
    case .autonomous(let settings):
      var sleeper =
        self.sleeper?.sleeper ?? AutonomousSleeper(settings, &network, rates: rates(1), &workspace.noise)
      var outcome = nothing, plus = self.sleeper?.plus ?? []
      let read = plan.read
      sleeper.advance(&network, cycles: settings.cycles, coupling: attempt.coupling, &workspace.noise, workspace) {
        cycle, network in
        if cycle.event == .plusBegins { plus = Self.pattern(network, read) }
        if cycle.event == .learn { outcome = ReplayOutcome(isAccepted: true, pattern: plus) }
      }
      self.sleeper = (attempt.stage, sleeper, plus)
      return outcome
    case .settling(let cycles, let learning, let held):
      network.noise = workspace.noise
      network.consolidate(cycles: cycles, learning: learning, held: held, coupling: attempt.coupling, workspace)
      workspace.noise = network.noise
      defer { network.switchOff() }
      return ReplayOutcome(isAccepted: learning > 0, pattern: Self.pattern(network, plan.read))
    case .rehearsal(let settings):
      var found: [Int32] = []
      let read = plan.read
      network.rehearse(settings, trials: 1, rates: rates(attempt.coupling), &workspace.noise, workspace) {
        found = Self.pattern($0, read)
      }
      network.switchOff()
      return ReplayOutcome(isAccepted: settings.rule != .none, pattern: found)
    }
  }

  /// Active units of some layers, numbered through.
  private static func pattern(_ network: borrowing GradedNetwork, _ layers: [Int]) -> [Int32] {
    var units: [Int32] = [], first = 0
    for layer in layers {
      for (j, value) in network.activations(layer).enumerated() where value > 0.5 { units.append(Int32(first + j)) }
      first += network.layers[layer].units
    }
    return units
  }

  package mutating func wakeUp() {
    sleeper?.sleeper.end(&network)
    sleeper = nil
    network.switchOff()
  }

  package mutating func erase(store: Int) {
    guard plan.stores.indices.contains(store) else { return }
    network.restore(plan.stores[store], from: newborn)
  }
}
