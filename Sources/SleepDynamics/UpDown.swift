import CKernels
import Declarations
import NumericalMethods

/// An excitable mean field with adaptation and noise (Levenstein, Buzsáki & Rinzel 2019): neocortex rests in UP and falls into brief DOWN
/// states (slow oscillation), hippocampus rests in DOWN and jumps into brief UP states (sharp-wave ripples).
///
///     τ_r r′ = −r + R(w r − b a + I + ξ),  R(z) = 1/(1 + e^−z);   τ_a a′ = −a + 1/(1 + e^−k(r − r₀))
///
/// ξ: Ornstein–Uhlenbeck, rate θ, standard deviation σ. Times in τ_r, all else dimensionless.
package struct UpDown: Sendable, Equatable {
  package var weight: Double
  package var input: Double
  package var adaptation = 1.0
  package var slope = 15.0
  package var middle = 0.5
  package var adaptationTime = 25.0
  package var noise = 0.25
  package var noiseRate = 0.05

  package init(weight: Double, input: Double) {
    self.weight = weight
    self.input = input
  }

  /// Rates that end a DOWN and an UP state.
  package static let thresholds: (high: Float, low: Float) = (0.6, 0.4)

  /// The field at r → 1 − r, a → 1 − a, ξ → −ξ: its UP states are this one's DOWN states.
  package var mirror: UpDown {
    var result = self
    result.input = -(weight - adaptation) - input
    result.middle = 1 - middle
    return result
  }
}

/// Sixteen or thirty-two fields in lockstep. What one does depends on its own parameters, stream and input only, not on its neighbours.
package final class UpDownBatch {
  /// Fields in lockstep: those asked for, filled up to 16 or 32.
  package let lanes: Int
  /// The largest number.
  package static let most = 32
  private var fields = engram_up_down()
  private let kernels: UnsafePointer<engram_kernels>
  private let seed: UInt64
  private var block: UInt64 = 0
  private var at: [Int32] = []
  private var up: [UInt32] = []

  /// `step`: length of a step in units of each field's τ_r. Unused lanes may repeat a used one.
  package init(
    _ lanes: [(field: UpDown, step: Double, stream: StreamKey)],
    kernels: UnsafePointer<engram_kernels> = engram_kernels_selected()
  ) {
    self.kernels = kernels
    self.lanes = lanes.count > 16 ? 32 : 16
    seed = lanes.first?.stream.seed ?? 0
    fields.high = UpDown.thresholds.high
    fields.low = UpDown.thresholds.low
    for lane in 0..<self.lanes {
      guard let (field, step, stream) = lane < lanes.count ? lanes[lane] : lanes.first else { continue }
      let startsUp = field.input > -(field.weight - field.adaptation) / 2
      let keep = Elementary.exp(-field.noiseRate * step)
      set(&fields.r, lane, Float(startsUp ? 0.9 : 0.1))
      set(&fields.a, lane, Float(startsUp ? 0.9 : 0.1))
      set(&fields.up, lane, Int32(startsUp ? -1 : 0))
      set(&fields.w, lane, Float(field.weight))
      set(&fields.b, lane, Float(field.adaptation))
      set(&fields.k, lane, Float(field.slope))
      set(&fields.r0, lane, Float(field.middle))
      set(&fields.step_r, lane, Float(step))
      set(&fields.step_a, lane, Float(step / field.adaptationTime))
      set(&fields.keep, lane, Float(keep))
      set(&fields.kick, lane, Float(field.noise * (1 - keep * keep).squareRoot()))
      set(&fields.subject, lane, stream.subject)
      set(&fields.purpose, lane, stream.purpose)
    }
  }

  /// Lane of a C array; its elements have four bytes.
  private func set<Tuple, Value: BitwiseCopyable>(_ tuple: inout Tuple, _ lane: Int, _ value: Value) {
    assert(MemoryLayout<Value>.size == 4)
    withUnsafeMutableBytes(of: &tuple) { $0.storeBytes(of: value, toByteOffset: lane * 4, as: Value.self) }
  }

  /// Which lanes are up, a bit for each.
  package var isUp: UInt32 {
    withUnsafeBytes(of: fields.up) { bytes in
      (0..<lanes).reduce(0) { $0 | (bytes.load(fromByteOffset: 4 * $1, as: Int32.self) != 0 ? 1 << UInt32($1) : 0) }
    }
  }

  /// Advances by `steps` (a multiple of 8) under `input`, steps × lanes; calls `body` after each step with a change, with a bit for each
  /// lane that is up.
  package func advance(_ steps: Int, input: UnsafePointer<Float>, _ body: (_ step: Int, _ up: UInt32) -> Void) {
    if at.count < steps {
      at = [Int32](repeating: 0, count: steps)
      up = [UInt32](repeating: 0, count: steps)
    }
    let found = kernels.pointee.up_down(&fields, input, steps, seed, block, &at, &up, Int32(lanes / 16))
    block += UInt64(steps / 8)
    for i in 0..<found { body(Int(at[i]), up[i]) }
  }
}
