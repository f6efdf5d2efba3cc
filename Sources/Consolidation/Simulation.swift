import CKernels
import NetworkModels
import NumericalMethods
import RateEngines
import Recordings
import Scenarios
import SpikingEngines

/// Runs subjects through a plan, one at a time on one thread. Subject k's record depends on the plan and k only.
package final class Simulation {
  private let plan: Plan
  private let workspace: RateWorkspace
  private let kernels: UnsafePointer<engram_kernels>
  private let gradedWorkspace: GradedWorkspace?
  private let feedForwardWorkspace: FeedForwardWorkspace?
  private let nights: NightSource
  /// Where a circuit's spikes, potentials and weights are written; nil: nowhere.
  private let recordings: String?
  private let traces: Bool

  /// `traces`: whether the first subject's nights are watched.
  package init(
    _ plan: Plan, recordings: String? = nil, traces: Bool = true,
    kernels: UnsafePointer<engram_kernels> = engram_kernels_selected()
  ) {
    self.plan = plan
    self.traces = traces
    self.kernels = kernels
    self.recordings = recordings
    let race =
      plan.scenario.engine == .spiking ? GammaRace(plan.scenario.network.gamma, anatomy: plan.anatomy, kernels: kernels) : nil
    workspace = RateWorkspace(anatomy: plan.anatomy, kernels: kernels, competition: race)
    gradedWorkspace = plan.scenario.graded.map { graded in
      GradedWorkspace(
        units: graded.units, largest: graded.layers.map(\.value.units).max() ?? 1,
        kernels: engram_graded_named(kernels.pointee.name) ?? engram_graded_selected())
    }
    feedForwardWorkspace = plan.scenario.feedForward.map { settings in
      FeedForwardWorkspace(
        layers: settings.layers, batch: settings.backpropagation.batch,
        kernels: engram_feedforward_named(kernels.pointee.name) ?? engram_feedforward_selected())
    }
    nights = NightSource(plan, kernels: kernels)
  }

  /// The subjects whose records are asked for next; their nights are made together.
  package func begin(_ subjects: Range<Int>) { nights.begin(subjects) }

  /// Everything that is kept of subject `number` (from 1).
  package func record(of number: Int) throws -> SubjectRecord {
    if let circuit = plan.scenario.circuit {
      var subject = CircuitSubject(plan, circuit, number: number, recordings: recordings)
      try subject.run()
      return subject.record
    }
    if let graded = plan.scenario.graded, let gradedWorkspace {
      var subject = GradedSubject(plan, graded, number: number, workspace: gradedWorkspace)
      subject.run()
      return subject.record
    }
    if let settings = plan.scenario.feedForward, let feedForwardWorkspace {
      var subject = FeedForwardSubject(plan, settings, number: number, workspace: feedForwardWorkspace)
      subject.run()
      return subject.record
    }
    let subject = Subject<RateNetwork>(
      plan: plan, number: number, workspace: workspace, noise: workspace.noise, nights: nights, isTraced: traces && number == 1)
    let engine = RateNetwork(
      anatomy: plan.anatomy, parameters: plan.parameters(of: number), stream: subject.key(.brain, 0), kernels: kernels)
    try subject.run(plan.timeline.steps, Brain(engine: engine))
    return subject.record
  }
}

extension Subject {
  /// Takes a brain through the steps; where the timeline branches, a copy goes each way.
  func run(_ steps: [Timeline.Step], _ start: consuming Brain<E>) throws(GSLError) {
    var brain = start
    for step in steps {
      switch step {
      case .study(let phase, let number): study(&brain, phase, number)
      case .wake(let phase, let number, let hours, let rest): try wake(&brain, phase, number, hours: hours, rest: rest)
      case .sleep(let phase, let number, let sleep): try self.sleep(&brain, phase, number, sleep)
      case .practice(let phase, let number): practice(&brain, phase, number)
      case .erase(let store): brain.engine.erase(store)
      case .probe(let phase, let number, let states): probe(brain, phase, number, states)
      case .fork(let ways): for way in ways { try run(way, brain) }
      case .explore, .simulate, .weights, .train, .test, .autonomousSleep, .consolidate, .rehearse, .change, .backpropagate,
        .sleepReplay, .classify:
        break
      }
    }
  }

  /// Retrieval practice: what comes back (the cue, then the likeliest with p ≥ ½, as many as an experience has) is learnt as an experience.
  private func practice(_ brain: inout Brain<E>, _ phase: PracticePhase, _ number: Int) {
    noise.start(key(.practice, 2 * number))
    var random = stream(.practice, 2 * number + 1)
    for _ in 0..<phase.rounds {
      for memory in random.shuffled(memories(of: phase.materials, groups: phase.groups)) {
        let cue = memory.halfCue(&random)
        let p = brain.engine.recall(cue.units, lesion: [], workspace)
        let cued = Set(cue.units)
        let recalled = p.indices.filter { p[$0] >= 0.5 && !cued.contains(Int32($0)) }.sorted { (p[$1], $0) < (p[$0], $1) }
        let room = max(plan.anatomy.entorhinalCortex.active, memory.units.count) - cue.units.count
        let units = (cue.units + recalled.prefix(room).map { Int32($0) }).sorted()
        brain.engine.encode(Presentation(units: units, strength: phase.strength), workspace)
      }
    }
  }
}

extension Simulation {
  /// The kernel variant in use: avx512, avx2 or default.
  package static var kernelName: String { String(cString: engram_kernels_selected().pointee.name) }
}
