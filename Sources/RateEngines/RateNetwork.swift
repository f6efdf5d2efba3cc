import CKernels
import NetworkModels
import NumericalMethods

/// The trisynaptic network as a rate model with k-winners-take-all: the state of one subject's brain, a value.
///
/// Regions and pathways (rows: presynaptic units):
/// entorhinal cortex → dentate gyrus → CA3 → CA1 → entorhinal cortex, the direct paths entorhinal cortex → CA3 and → CA1, and the slow
/// loop entorhinal cortex → neocortex → entorhinal cortex. Learning is `hebb` and `delta` of the kernels.
/// After Schapiro et al. 2017 (two pathways of the hippocampus) and Singh, Norman & Schapiro 2022 (autonomous replay).
package struct RateNetwork: Sendable {
  package let anatomy: Anatomy
  /// Parameters in force: the plan's, scaled to the network's size.
  let p: RateParameters
  let logitThreshold: Float

  // Fixed projections.
  let dentateInput, mossy: Matrix
  // Plastic pathways of the hippocampus; all but `monosynaptic` fade.
  var perforant, recurrent, schaffer, monosynaptic, ca1Output: Matrix
  // Plastic pathways of the neocortex.
  var cortexInput, cortexOutput: Matrix
  /// Cortical slots in use, where they are separate.
  var slotsTaken = 0
  /// Salience tag of each CA3 unit.
  var tag: Matrix
  /// How recently each CA3 unit took part in an experience: 1 at once, fading.
  var recency: Matrix
  /// How often the neocortex has learnt each entorhinal unit.
  var commitment: Matrix
  // Short-term resources and replay gains, set anew at sleep onset.
  var resourceCA3, resourceEntorhinal, resourceCortex, gain: Matrix

  /// A brain of its own for each subject, wired at random under `stream`.
  package init(
    anatomy: Anatomy, parameters: RateParameters, stream: StreamKey,
    kernels: UnsafePointer<engram_kernels> = engram_kernels_selected()
  ) {
    self.anatomy = anatomy
    p = parameters.scaled(by: anatomy.size)
    logitThreshold = Float(Elementary.log(p.outputThreshold / (1 - p.outputThreshold)))
    let ec = anatomy.entorhinalCortex.units, dg = anatomy.dentateGyrus.units, c3 = anatomy.ca3.units
    let c1 = anatomy.ca1.units, cx = anatomy.neocortex.units
    func wired(_ rows: Int, _ columns: Int, _ density: Double, _ low: Double, _ high: Double, _ projection: UInt64) -> Matrix {
      Matrix(rows: rows, columns: columns, density: density, low, high, stream: stream, projection: projection, kernels: kernels)
    }
    dentateInput = wired(ec, dg, 0.20, 0.25, 0.75, 1)
    mossy = wired(dg, c3, 0.04, 0.8, 1.0, 2)
    monosynaptic = wired(ec, c1, 0.5, 0, 0.6, 3)
    cortexInput = p.separateSlots ? Matrix(rows: ec, columns: cx) : wired(ec, cx, 0.30, 0.25, 0.75, 4)
    perforant = Matrix(rows: ec, columns: c3)
    recurrent = Matrix(rows: c3, columns: c3)
    schaffer = Matrix(rows: c3, columns: c1)
    ca1Output = Matrix(rows: c1, columns: ec)
    cortexOutput = Matrix(rows: cx, columns: ec)
    tag = Matrix(rows: 1, columns: c3)
    recency = Matrix(rows: 1, columns: c3)
    commitment = Matrix(rows: 1, columns: ec)
    resourceCA3 = Matrix(rows: 1, columns: c3)
    resourceEntorhinal = Matrix(rows: 1, columns: ec)
    resourceCortex = Matrix(rows: 1, columns: cx)
    gain = Matrix(rows: 1, columns: c3)
  }
}

extension RateNetwork {
  /// Fast weights fade as exp(−hours / τ); the slow ones do not.
  package mutating func elapse(hours: Double) {
    let kernels = engram_kernels_selected().pointee
    let traces = Float(Elementary.exp(-hours / p.hippocampalDecay)), tags = Float(Elementary.exp(-hours / p.tagDecay))
    for path in [\RateNetwork.perforant, \.recurrent, \.schaffer, \.ca1Output] as [WritableKeyPath<Self, Matrix>] {
      kernels.scale(self[keyPath: path].writing(), self[keyPath: path].count, traces)
    }
    kernels.scale(tag.writing(), tag.count, tags)
    kernels.scale(recency.writing(), recency.count, Float(Elementary.exp(-hours / p.recencyDecay)))
  }

  package mutating func downscale(to share: Double) {
    let kernels = engram_kernels_selected().pointee
    let plastic: [WritableKeyPath<Self, Matrix>] = [
      \.perforant, \.recurrent, \.schaffer, \.monosynaptic, \.ca1Output, \.cortexInput, \.cortexOutput,
    ]
    for path in plastic { kernels.scale(self[keyPath: path].writing(), self[keyPath: path].count, Float(share)) }
  }

  package mutating func erase(_ store: TrisynapticStore) {
    switch store {
    case .hippocampus:
      for path in [\RateNetwork.perforant, \.recurrent, \.schaffer, \.ca1Output] as [WritableKeyPath<Self, Matrix>] {
        self[keyPath: path].fill(0)
      }
    case .cortex:
      cortexOutput.fill(0)
      commitment.fill(0)
      if p.separateSlots {
        cortexInput.fill(0)
        slotsTaken = 0
      }
    }
  }
}
