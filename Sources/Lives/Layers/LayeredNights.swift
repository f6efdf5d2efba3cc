import Analysis
import Materials
import NetworkModels
import NumericalMethods
import RateEngines
import Recordings
import Scenarios

/// Sleep whose stage and events are said in full: a network of layers is left to itself.
extension LayeredTasks {
  func sleep(_ network: inout GradedNetwork, _ phase: LayeredSleep, _ number: Int, _ state: Int?, _ workspace: GradedWorkspace) {
    guard ablation.happens(isREM: phase.stage == .rem) else {
      if phase.autonomous != nil { add(state, "learning_events", 0) }
      return
    }
    silence(&network, phase.lesion)
    defer { wake(&network) }
    if let settings = phase.settling {
      settle(&network, phase, settings, number, state, workspace)
    } else if let settings = phase.autonomous {
      wander(&network, phase, ablation.without(settings), number, state, workspace)
    } else if let settings = phase.rehearsal {
      rehearse(&network, phase, ablation.without(settings), number, state, workspace)
    }
  }

  private func settle(
    _ network: inout GradedNetwork, _ phase: LayeredSleep, _ settings: ConsolidationEvent, _ number: Int, _ state: Int?,
    _ workspace: GradedWorkspace
  ) {
    let off = silent(phase.lesion).off, held = layers(settings.held)
    network.noise = random(.sleep, number)
    var replays = phase.decoded.compactMap { name in
      tasks[name].map { PatternReplays(name, $0) { layerNumbers[$0] } }
    }
    for _ in 0..<phase.events {
      network.consolidate(cycles: settings.cycles, learning: settings.learning, held: held, workspace)
      for k in replays.indices { replays[k].add(network, layers: layered.layers.count, off: off) }
    }
    for score in replays.flatMap(\.scores) { add(state, score.name, score.value) }
  }

  private func wander(
    _ network: inout GradedNetwork, _ phase: LayeredSleep, _ settings: AutonomousSleep, _ number: Int, _ state: Int?,
    _ workspace: GradedWorkspace
  ) {
    var settings = settings, random = random(.sleep, number), stability = 0.0, stable = 0, events = 0
    settings.cycles *= phase.events
    var tally = tally(phase)
    network.sleep(settings, rates: network.projections.map(\.sleepRate), &random, workspace) { cycle, network in
      stability += cycle.stability
      if cycle.phase == .plus { stable += 1 }
      if cycle.event == .learn { events += 1 }
      tally.add(cycle, network)
    }
    add(state, "learning_events", Double(events))
    add(state, "stability", stability / Double(settings.cycles))
    add(state, "stable_share", Double(stable) / Double(settings.cycles))
    for score in tally.scores { add(state, score.name, score.value) }
  }

  private func rehearse(
    _ network: inout GradedNetwork, _ phase: LayeredSleep, _ settings: Rehearsal, _ number: Int, _ state: Int?,
    _ workspace: GradedWorkspace
  ) {
    var random = random(.sleep, number), tally = tally(phase)
    let rates = network.projections.map(\.sleepRate)
    network.rehearse(settings, trials: phase.events, rates: rates, &random, workspace) { tally.add($0) }
    for score in tally.scores { add(state, score.name, score.value) }
    add(state, "most_visited", tally.mostVisited)
  }

  private func tally(_ phase: LayeredSleep) -> ReplayTally {
    ReplayTally(phase.decoded.map { name in (name, tasks[name]?.items.map(patterns) ?? []) })
  }
}
