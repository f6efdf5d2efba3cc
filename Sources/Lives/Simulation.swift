import CKernels
import Recordings
import Scenarios

/// Runs subjects through a plan, one at a time on one thread. Subject k's record depends on the plan and k only.
package final class Simulation {
  private let plan: Plan
  private let maker: any BrainMaker
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
    self.recordings = recordings
    maker = plan.model.maker(plan, kernels: kernels)
    nights = NightSource(plan, kernels: kernels)
  }

  /// Subjects whose nights are computed together.
  package static func batchSize(_ plan: Plan) -> Int { NightSource.batchSize(plan) }

  /// The subjects whose records are asked for next; their nights are made together.
  package func begin(_ subjects: Range<Int>) { nights.begin(subjects) }

  /// Everything that is kept of subject `number` (from 1).
  package func record(of number: Int) throws -> SubjectRecord {
    let life = Life(plan: plan, number: number, nights: nights, isTraced: traces && number == 1, recordings: recordings)
    return try life.live(try maker.brain(of: number))
  }
}

extension Simulation {
  /// The kernel variant in use: avx512, avx2 or default.
  package static var kernelName: String { String(cString: engram_kernels_selected().pointee.name) }
}
