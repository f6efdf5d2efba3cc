import CKernels
import NetworkModels
import Scenarios

/// A kind of brain that lives can be given: what a file says of it, and how one is made for each subject.
package protocol BrainModel: BrainSettings {
  /// Makes brains on one thread, with scratch memory of its own.
  func maker(_ plan: Plan, kernels: UnsafePointer<engram_kernels>) -> any BrainMaker
}

/// Makes the brains of subjects on one thread.
package protocol BrainMaker: AnyObject {
  /// The brain of a subject as its life begins, wired under its streams.
  func brain(of subject: Int) throws -> any Brain
}
