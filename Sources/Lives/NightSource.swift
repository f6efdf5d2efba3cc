import CKernels
import NumericalMethods
import Scenarios
import SleepDynamics

/// Nights of a group of subjects, made many at a time: the equations run in lockstep, which costs a fraction of one night after another.
/// A night depends on its subject and place in the timeline only, and is let go once it has been slept.
final class NightSource {
  private let plan: Plan
  private let generator: NightGenerator
  /// Positions of the sleeps that run on equations, as every subject passes them.
  private let sleeps: [Int]
  /// Nights of the group that are not made yet, in the order in which they are slept.
  private var waiting: [Place] = []
  private var ready: [Place: Night] = [:]

  private struct Place: Hashable {
    var subject: Int
    var sleep: Int
  }

  init(_ plan: Plan, kernels: UnsafePointer<engram_kernels>) {
    self.plan = plan
    generator = NightGenerator(kernels: kernels)
    sleeps = plan.timeline.sleeps.indices.filter { plan.timeline.sleeps[$0].physiology != nil }
  }

  /// Subjects whose nights are computed together: enough to fill the lockstep, which holds a few dozen nights at once.
  static func batchSize(_ plan: Plan) -> Int {
    let nights = plan.timeline.sleeps.count { $0.physiology != nil }
    return nights == 0 ? 1 : max(1, min(UpDownBatch.most, 128 / nights))
  }

  /// The nights asked for next are those of `subjects`, from the first to the last.
  func begin(_ subjects: Range<Int>) {
    waiting = subjects.flatMap { subject in sleeps.map { Place(subject: subject, sleep: $0) } }
    ready = [:]
  }

  func night(subject: Int, sleep: Int) throws(GSLError) -> Night {
    let place = Place(subject: subject, sleep: sleep)
    if let night = ready.removeValue(forKey: place) { return night }
    if !waiting.contains(place) { waiting = [place] }
    let hours = plan.timeline.sleeps[sleep].hours
    var chosen: [Place] = [], rest: [Place] = []
    for other in waiting {
      let isAlike = plan.timeline.sleeps[other.sleep].hours == hours
      if isAlike, chosen.count < UpDownBatch.most { chosen.append(other) } else { rest.append(other) }
    }
    waiting = rest
    for (place, night) in zip(chosen, try generator.nights(chosen.map(request))) { ready[place] = night }
    return ready.removeValue(forKey: place) ?? Night(hypnogram: Hypnogram([]))
  }

  private func request(_ place: Place) -> NightRequest {
    let sleep = plan.timeline.sleeps[place.sleep]
    return NightRequest(
      settings: sleep.physiology ?? NightSettings(), hours: sleep.hours, isRest: sleep.isRest, pressure: sleep.pressure,
      clock: sleep.clock, seed: plan.seed, subject: place.subject, number: sleep.stream)
  }
}
