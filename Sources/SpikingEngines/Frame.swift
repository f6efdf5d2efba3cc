import CKernels
import NetworkModels

/// Memory of the descriptions that one call of the kernels reads.
final class Frame {
  private var owned: [UnsafeMutableRawPointer] = []

  /// `count` values of a C structure, all bits zero.
  func zeroed<T>(_ type: T.Type, _ count: Int) -> UnsafeMutablePointer<T> {
    let bytes = max(count, 1) * MemoryLayout<T>.stride
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    raw.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    owned.append(raw)
    return raw.bindMemory(to: T.self, capacity: max(count, 1))
  }

  deinit { for raw in owned { raw.deallocate() } }
}

/// Where the kernels write spikes that are recorded.
final class SpikeBuffer {
  let steps, neurons: UnsafeMutablePointer<Int32>
  let room: Int

  /// The kernels write up to 16 numbers too many.
  init(room: Int) {
    self.room = room
    steps = .allocate(capacity: room + 16)
    neurons = .allocate(capacity: room + 16)
  }

  deinit {
    steps.deallocate()
    neurons.deallocate()
  }
}

/// Spikes of one population over some steps, in the order in which they came.
package struct SpikeChunk: Sendable, Equatable {
  package var population: Int
  package var spikes: [Spike]
}
