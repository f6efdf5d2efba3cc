import CKernels
import NetworkModels
import NumericalMethods
import RateEngines
import Recordings
import Scenarios

/// Runs subjects through a plan, one at a time on one thread. Subject k's record depends on the plan and k only.
package final class Simulation {
  private let plan: Plan
  private let workspace: RateWorkspace
  private let kernels: UnsafePointer<engram_kernels>

  package init(_ plan: Plan, kernels: UnsafePointer<engram_kernels> = engram_kernels_selected()) {
    self.plan = plan
    self.kernels = kernels
    workspace = RateWorkspace(anatomy: plan.anatomy, kernels: kernels)
  }

  /// Everything that is kept of subject `number` (from 1).
  package func record(of number: Int) -> SubjectRecord {
    let subject = Subject<RateNetwork>(plan: plan, number: number, workspace: workspace, noise: workspace.noise)
    let engine = RateNetwork(
      anatomy: plan.anatomy, parameters: plan.parameters(of: number), stream: subject.key(.brain, 0), kernels: kernels)
    subject.run(plan.timeline.steps, Brain(engine: engine))
    return subject.record
  }
}

extension Subject {
  /// Takes a brain through the steps; where the timeline branches, a copy goes each way.
  func run(_ steps: [Timeline.Step], _ start: consuming Brain<E>) {
    var brain = start
    for step in steps {
      switch step {
      case .study(let phase, let number): study(&brain, phase, number)
      case .wake(let phase, let number): wake(&brain, phase, number)
      case .sleep(let phase, let number, let sleep): self.sleep(&brain, phase, number, sleep)
      case .practice(let phase, let number): practice(&brain, phase, number)
      case .erase(let store): brain.engine.erase(store)
      case .probe(let phase, let number, let states): probe(brain, phase, number, states)
      case .fork(let ways): for way in ways { run(way, brain) }
      }
    }
  }

  /// Waking hours: incidental episodes (random patterns), then decay.
  private func wake(_ brain: inout Brain<E>, _ phase: WakePhase, _ number: Int) {
    noise.start(key(.wake, 2 * number))
    var random = stream(.wake, 2 * number + 1)
    let layer = plan.anatomy.entorhinalCortex, all = (0..<layer.units).map { Int32($0) }
    for _ in 0..<Int((phase.incidental * phase.duration).rounded()) {
      let units = random.sample(layer.active, of: all).sorted()
      brain.engine.encode(Presentation(units: units, strength: phase.incidentalStrength), workspace)
    }
    brain.engine.elapse(hours: phase.duration)
  }

  /// Replay events, NREM and REM in turn, then decay.
  private func sleep(_ brain: inout Brain<E>, _ phase: SleepPhase, _ number: Int, _ sleep: Int) {
    noise.start(key(.sleep, number))
    let replay = phase.replay
    brain.engine.fallAsleep(Priority(exponent: replay.eta, salienceGain: replay.kappa))
    var event = 0, accepted = [0, 0]
    let total = max(replay.nrem + replay.rem, 1)
    func share(_ count: Int, _ cycle: Int) -> Int {
      count * (cycle + 1) / replay.alternations - count * cycle / replay.alternations
    }
    for cycle in 0..<replay.alternations {
      for (stage, count) in [(ReplayAttempt.Stage.nrem, replay.nrem), (.rem, replay.rem)] {
        for _ in 0..<share(count, cycle) {
          let outcome = brain.engine.replay(ReplayAttempt(stage: stage), workspace)
          let (who, overlap) = bestMatch(outcome.pattern, brain.studied)
          if outcome.isAccepted { accepted[Int(stage.rawValue)] += 1 }
          record.replays.append(
            ReplayEvent(
              sleep: Int32(sleep), event: Int32(event), stage: stage.rawValue, accepted: outcome.isAccepted ? 1 : 0, memory: who,
              overlap: overlap, hours: Float(phase.duration * Double(event) / Double(total))))
          event += 1
        }
      }
    }
    brain.engine.elapse(hours: phase.duration)
    record.sleeps.append(
      SleepSummary(
        sleep: Int32(sleep), nremAsked: Int32(replay.nrem), nremAccepted: Int32(accepted[0]), remAsked: Int32(replay.rem),
        remAccepted: Int32(accepted[1]), hours: Float(phase.duration)))
  }

  /// The memory that a replayed pattern overlaps best: share of the larger of the two that is common; −1 if it is .7 or less.
  private func bestMatch(_ pattern: [Int32], _ memories: [Memory]) -> (Int32, Float) {
    var best: Float = 0, who: Int32 = -1
    for memory in memories {
      let common = scoring.common(pattern, memory.units)
      let overlap = Float(common) / Float(max(pattern.count, memory.units.count, 1))
      if overlap > best { (best, who) = (overlap, Int32(memory.id)) }
    }
    return best > 0.7 ? (who, best) : (-1, best)
  }

  /// Retrieval practice: what comes back (p ≥ ½, the cue included) is learnt as an experience.
  private func practice(_ brain: inout Brain<E>, _ phase: PracticePhase, _ number: Int) {
    noise.start(key(.practice, 2 * number))
    var random = stream(.practice, 2 * number + 1)
    for _ in 0..<phase.rounds {
      for memory in random.shuffled(memories(of: phase.materials, groups: phase.groups)) {
        let cue = memory.halfCue(&random)
        let p = brain.engine.recall(cue.units, lesion: [], workspace)
        let cued = Set(cue.units)
        let units = p.indices.filter { p[$0] >= 0.5 || cued.contains(Int32($0)) }.map { Int32($0) }
        brain.engine.encode(Presentation(units: units, strength: phase.strength), workspace)
      }
    }
  }
}

extension Simulation {
  /// The kernel variant in use: avx512, avx2 or default.
  package static var kernelName: String { String(cString: engram_kernels_selected().pointee.name) }
}
