import CKernels
import NetworkModels
import NumericalMethods

/// Scratch memory of one thread: net inputs, winners, the noise. Holds no state of any network.
package final class RateWorkspace {
  let kernels: engram_kernels
  package let noise: NoiseSource

  /// Net input of each region, padded.
  let entorhinal, entorhinalOther, dentate, ca3, ca3Mossy, ca1: Buffer<Float>
  /// The same of each cortex.
  let cortices: [CorticalBuffers]
  /// Of a retrieval: evidence under comparison, or of a further cortex; 0 for the CA3 units that are silenced, 1 for the others.
  let compared, ca3Open: Buffer<Float>
  /// Dense 0/1 vectors for the learning rules: target and attention in entorhinal cortex, winners of dentate gyrus, CA3 and CA1.
  let target, attention, dentateDense, ca3Dense, ca1Dense: Buffer<Float>
  /// Winners.
  let entorhinalWinners, dentateWinners, ca3Winners, ca3Reproduced, ca1Winners: Winners
  /// Winners of the cycle before.
  let entorhinalBefore, ca3Before: Buffer<Int32>
  /// Active entorhinal units with amplitudes, and two parts of them.
  let units, kept, dropped: Buffer<Int32>
  let amplitudes, keptAmplitudes, droppedAmplitudes, resources: Buffer<Float>
  /// Last thresholds of each region's winners: they speed up the search and never change it.
  let hints: Buffer<Float>

  /// Nil: the k largest win.
  let competition: (any Competition)?

  package init(
    anatomy: Anatomy, kernels: UnsafePointer<engram_kernels> = engram_kernels_selected(), competition: (any Competition)? = nil
  ) {
    self.kernels = kernels.pointee
    self.competition = competition
    let sizes = anatomy.layers.map { Matrix.padded($0.units) }, largest = sizes.max() ?? 0
    let ec = sizes[0], dg = sizes[1], c3 = sizes[2], c1 = sizes[3]
    noise = NoiseSource(kernels: kernels, largest: largest)
    entorhinal = Buffer(ec)
    entorhinalOther = Buffer(ec)
    dentate = Buffer(dg)
    ca3 = Buffer(c3)
    ca3Mossy = Buffer(c3)
    ca1 = Buffer(c1)
    cortices = sizes.dropFirst(RateNetwork.firstCortex).map(CorticalBuffers.init)
    compared = Buffer(ec)
    ca3Open = Buffer(c3)
    target = Buffer(ec)
    attention = Buffer(ec)
    dentateDense = Buffer(dg)
    ca3Dense = Buffer(c3)
    ca1Dense = Buffer(c1)
    entorhinalWinners = Winners(ec + 16)
    entorhinalBefore = Buffer(ec + 16)
    dentateWinners = Winners(dg + 16)
    ca3Winners = Winners(c3 + 16)
    ca3Reproduced = Winners(c3 + 16)
    ca3Before = Buffer(c3 + 16)
    ca1Winners = Winners(c1 + 16)
    units = Buffer(ec + 16)
    kept = Buffer(ec + 16)
    dropped = Buffer(ec + 16)
    amplitudes = Buffer(ec + 16)
    keptAmplitudes = Buffer(ec + 16)
    droppedAmplitudes = Buffer(ec + 16)
    resources = Buffer(largest + 16)
    hints = Buffer(RateNetwork.Hint.allCases.count)
  }
}

/// Scratch memory of a cortex.
final class CorticalBuffers {
  /// Net inputs, padded.
  let net, other: Buffer<Float>
  let dense, resources: Buffer<Float>
  let winners: Winners

  init(_ padded: Int) {
    net = Buffer(padded)
    other = Buffer(padded)
    dense = Buffer(padded)
    resources = Buffer(padded + 16)
    winners = Winners(padded + 16)
  }
}

/// Winners of a region, ascending, and how coincident each one's spike is; 1 where units have no spikes.
final class Winners {
  private let units: Buffer<Int32>
  let coincidence: Buffer<Float>
  /// How many there are.
  var count = 0

  init(_ most: Int) {
    units = Buffer(most)
    coincidence = Buffer(most)
    coincidence.base.update(repeating: 1, count: most)
  }

  @inline(__always) var base: UnsafeMutablePointer<Int32> { units.base }

  @inline(__always) subscript(i: Int) -> Int32 {
    get { units[i] }
    set { units[i] = newValue }
  }
}

/// Memory of a fixed size, aligned for the kernels.
final class Buffer<T: BitwiseCopyable> {
  let base: UnsafeMutablePointer<T>
  let count: Int

  /// All bits zero.
  init(_ count: Int) {
    self.count = count
    let bytes = (max(count, 16) * MemoryLayout<T>.stride + 63) / 64 * 64
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    raw.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    base = raw.bindMemory(to: T.self, capacity: count)
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }

  @inline(__always) subscript(i: Int) -> T {
    get { base[i] }
    set { base[i] = newValue }
  }
}
