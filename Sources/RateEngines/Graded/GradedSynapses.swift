import CKernels
import NetworkModels
import NumericalMethods

/// The synapses of a projection; a value. Dense (a row of weights for each sender) where a seventh of all pairs are connected or more,
/// else sparse (as many senders for each receiver, a row of weights for each of them).
struct GradedSynapses: Sendable {
  let isSparse: Bool
  /// Senders and receivers of a pool; of the layers where there are none.
  let senders, receivers: Int
  /// Synapses that exist.
  let count: Int
  /// Senders of a receiver.
  let fanIn: Int
  var linear, weight: Matrix
  /// State of normalisation, momentum and depression; made where it is used.
  var norm, moment, depression: Matrix?
  /// Factors on increases and decreases; made where they are used.
  var balance: WeightBalance?
  /// Sender of every sparse synapse, as bits.
  let index: SenderNumbers?

  init(
    _ projection: GradedProjection, from: GradedLayer, to: GradedLayer, isRecurrent: Bool, _ random: inout RandomStream,
    _ kernels: engram_graded_kernels
  ) {
    let pooled = projection.pattern == .pools
    senders = pooled ? from.unitsPerPool : from.units
    receivers = pooled ? to.unitsPerPool : to.units
    func linearWeight() -> Float {
      let w = min(max(random.uniform(projection.mean - projection.spread, projection.mean + projection.spread), 0), 1)
      // The inverse of the contrast function.
      guard w > 0, w < 1 else { return Float(w) }
      return Float(1 / (1 + Elementary.pow((1 - w) / w, 1.0 / 6)))
    }
    let chosen = max(1, Int((projection.share * Double(from.units)).rounded()))
    isSparse = projection.isThin
    if isSparse {
      fanIn = projection.pattern == .oneToOne ? 1 : chosen
      let numbers = SenderNumbers(count: fanIn * Matrix.padded(to.units))
      linear = Matrix(rows: fanIn, columns: to.units)
      linear.fill(-1)
      let cols = linear.stride, base = linear.writing()
      var synapses = 0
      for j in 0..<to.units {
        let from =
          projection.pattern == .oneToOne
          ? (j < from.units ? [j] : [])
          : random.sample(fanIn, of: Array(0..<from.units).filter { !isRecurrent || projection.reachesItself || $0 != j })
            .sorted()
        for (k, sender) in from.enumerated() {
          numbers.base[k * cols + j] = Int32(sender)
          base[k * cols + j] = linearWeight()
          synapses += 1
        }
      }
      index = numbers
      count = synapses
    } else {
      index = nil
      fanIn = projection.pattern == .random ? chosen : senders
      linear = Matrix(rows: from.units, columns: receivers)
      linear.fill(-1)
      let cols = linear.stride, base = linear.writing()
      var synapses = 0
      func connect(_ i: Int, _ j: Int) {
        base[i * cols + j] = linearWeight()
        synapses += 1
      }
      if projection.pattern == .random {
        for j in 0..<to.units {
          let all = Array(0..<from.units).filter { !isRecurrent || projection.reachesItself || $0 != j }
          for i in random.sample(chosen, of: all).sorted() { connect(i, j) }
        }
      } else {
        for i in 0..<from.units {
          for j in 0..<receivers where !isRecurrent || projection.reachesItself || j != i { connect(i, j) }
        }
      }
      count = synapses
    }
    weight = Matrix(rows: linear.rows, columns: linear.columns)
    if let rule = projection.hebbian {
      let base = weight.writing()
      for i in 0..<weight.rows {
        for j in 0..<weight.columns where linear[i, j] >= 0 { base[i * weight.stride + j] = Float(rule.start) }
      }
    } else {
      kernels.contrast(weight.writing(), linear.reading, linear.count)
    }
    if projection.isNormalised { norm = Matrix(rows: 1, columns: from.units) }
    if projection.hasMomentum { moment = Matrix(rows: linear.rows, columns: linear.columns) }
  }

  /// Strength that makes the expected activity of the senders an excitation of one: 1 over how many are expected to be active among those
  /// that reach a unit.
  static func normalisation(senders: Int, fanIn: Int, expected: Double) -> Double {
    let active = max(1, (expected * Double(senders)).rounded())
    guard fanIn < senders else { return 1 / active }
    return 1 / min((expected * Double(fanIn)).rounded() + 2, min(Double(fanIn), active))
  }
}

/// Which units reach which, decided once.
final class SenderNumbers: @unchecked Sendable {
  let base: UnsafeMutablePointer<Int32>

  init(count: Int) {
    let bytes = max(count, 16) * 4
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    raw.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    base = raw.bindMemory(to: Int32.self, capacity: count)
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }
}
