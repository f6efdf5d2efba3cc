import CKernels
import NetworkModels
import NumericalMethods

/// Scratch memory of one thread: net inputs, winners, the noise. Holds no state of any network.
package final class RateWorkspace {
  let kernels: engram_kernels
  package let noise: NoiseSource

  /// Net input of each region, padded.
  let entorhinal, entorhinalOther, dentate, ca3, ca3Mossy, ca1, cortex, cortexOther: Buffer<Float>
  /// Of a retrieval: evidence under comparison; 0 for the CA3 units that are silenced, 1 for the others.
  let compared, ca3Open: Buffer<Float>
  /// Dense 0/1 vectors for the learning rules: target and attention in entorhinal cortex, winners of CA3, CA1 and cortex.
  let target, attention, ca3Dense, ca1Dense, cortexDense: Buffer<Float>
  /// Winners.
  let entorhinalWinners, dentateWinners, ca3Winners, ca3Reproduced, ca1Winners, cortexWinners: Winners
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
    func padded(_ region: Region) -> Int { Matrix.padded(anatomy[region].units) }
    let ec = padded(.entorhinalCortex), dg = padded(.dentateGyrus), c3 = padded(.ca3), c1 = padded(.ca1), cx = padded(.neocortex)
    let largest = max(ec, dg, c3, c1, cx)
    noise = NoiseSource(kernels: kernels, largest: largest)
    entorhinal = Buffer(ec)
    entorhinalOther = Buffer(ec)
    dentate = Buffer(dg)
    ca3 = Buffer(c3)
    ca3Mossy = Buffer(c3)
    ca1 = Buffer(c1)
    cortex = Buffer(cx)
    cortexOther = Buffer(cx)
    compared = Buffer(ec)
    ca3Open = Buffer(c3)
    target = Buffer(ec)
    attention = Buffer(ec)
    ca3Dense = Buffer(c3)
    ca1Dense = Buffer(c1)
    cortexDense = Buffer(cx)
    entorhinalWinners = Winners(ec + 16)
    entorhinalBefore = Buffer(ec + 16)
    dentateWinners = Winners(dg + 16)
    ca3Winners = Winners(c3 + 16)
    ca3Reproduced = Winners(c3 + 16)
    ca3Before = Buffer(c3 + 16)
    ca1Winners = Winners(c1 + 16)
    cortexWinners = Winners(cx + 16)
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

/// Winners of a region, ascending, and how coincident each one's spike is; 1 where units have no spikes.
final class Winners {
  private let units: Buffer<Int32>
  let coincidence: Buffer<Float>

  init(_ count: Int) {
    units = Buffer(count)
    coincidence = Buffer(count)
    coincidence.base.update(repeating: 1, count: count)
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
