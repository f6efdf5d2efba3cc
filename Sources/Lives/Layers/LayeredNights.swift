import Analysis
import Materials
import NetworkModels
import NumericalMethods
import RateEngines
import Recordings
import Scenarios

/// Phases in which a network of layers is left to itself.
extension LayeredTasks {
  func consolidate(
    _ network: inout GradedNetwork, _ phase: ConsolidatePhase, _ number: Int, _ state: Int, _ workspace: GradedWorkspace
  ) {
    guard ablation.happens(off: phase.off) else { return }
    let off = layers(phase.off), held = layers(phase.held)
    network.switchOff(off, cut: projections(phase.cut))
    damage(&network, phase.damage)
    network.noise = random(.sleep, number)
    var replays = phase.decoded.compactMap { name in
      tasks[name].map { PatternReplays(name, $0) { layerNumbers[$0] } }
    }
    for _ in 0..<phase.events {
      network.consolidate(cycles: phase.cycles, learning: phase.learning, held: held, workspace)
      for k in replays.indices { replays[k].add(network, layers: graded.layers.count, off: off) }
    }
    network.switchOff()
    network.damage([:], damageStream)
    for score in replays.flatMap(\.scores) { add(state, score.name, score.value) }
  }

  func sleep(_ network: inout GradedNetwork, _ phase: AutonomousSleep, _ number: Int, _ state: Int, _ workspace: GradedWorkspace)
  {
    guard let phase = ablation.sleep(phase) else { return add(state, "learning_events", 0) }
    network.switchOff(layers(phase.off), cut: projections(phase.cut))
    var random = random(.sleep, number), stability = 0.0, stable = 0, events = 0
    var decoder = ReplayTally(phase.decoded.map { name in (name, tasks[name]?.items.map(patterns) ?? []) })
    network.sleep(phase, rates: network.projections.map(\.sleepRate), &random, workspace) { cycle, network in
      stability += cycle.stability
      if cycle.phase == .plus { stable += 1 }
      if cycle.event == .learn { events += 1 }
      decoder.add(cycle, network)
    }
    network.switchOff()
    add(state, "learning_events", Double(events))
    add(state, "stability", stability / Double(phase.cycles))
    add(state, "stable_share", Double(stable) / Double(phase.cycles))
    for score in decoder.scores { add(state, score.name, score.value) }
  }

  func rehearse(_ network: inout GradedNetwork, _ phase: Rehearsal, _ number: Int, _ state: Int, _ workspace: GradedWorkspace) {
    guard let phase = ablation.rehearsal(phase) else { return }
    network.switchOff(layers(phase.off), cut: projections(phase.cut))
    var random = random(.sleep, number)
    var tally = ReplayTally(phase.decoded.map { name in (name, tasks[name]?.items.map(patterns) ?? []) })
    network.rehearse(phase, rates: network.projections.map(\.sleepRate), &random, workspace) { tally.add($0) }
    network.switchOff()
    for score in tally.scores { add(state, score.name, score.value) }
    add(state, "most_visited", tally.mostVisited)
  }
}
