import CKernels
import NetworkModels
import NumericalMethods

/// The weights of a trisynaptic network before it has learnt anything, pathway by pathway, each from a stream of its own.
struct Wiring {
  let anatomy: Anatomy
  let parameters: RateParameters
  let stream: StreamKey
  let kernels: UnsafePointer<engram_kernels>

  /// Weights of a role; of a cortex' pathways those of the cortex of that number.
  func weights(_ role: TrisynapticRole, cortex: Int = 0) -> Matrix {
    let region = parameters.pathways.cortices[cortex].region, pathway = parameters.pathways[role, region]
    func units(_ region: Region) -> Int { region == .neocortex ? anatomy.cortices[cortex].units : anatomy[region].units }
    let rows = units(role.ends.from), columns = units(role.ends.to)
    let isSlots = role == .corticalInput && parameters.separateSlots
    let isMissing = role == .monosynaptic && !parameters.pathways.hasMonosynaptic
    guard pathway.isConnected, !isSlots, !isMissing else { return Matrix(rows: rows, columns: columns) }
    var matrix = Matrix(
      rows: rows, columns: columns, density: pathway.share, pathway.low, pathway.high, stream: stream,
      projection: role.projection + UInt64(16 * cortex), kernels: kernels)
    if role == .recurrent {
      let base = matrix.writing()
      for i in 0..<rows { base[i * matrix.stride + i] = 0 }
    }
    return matrix
  }
}
