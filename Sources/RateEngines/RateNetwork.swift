import CKernels
import NetworkModels
import NumericalMethods

/// The trisynaptic network as a rate model with k-winners-take-all: the state of one subject's brain, a value.
///
/// Regions and pathways (rows: presynaptic units):
/// entorhinal cortex → dentate gyrus → CA3 → CA1 → entorhinal cortex, the direct paths entorhinal cortex → CA3 and → CA1, and the slow
/// loops entorhinal cortex → cortex → entorhinal cortex, one for each cortex. Learning is `hebb` and `delta` of the kernels.
/// After Schapiro et al. 2017 (two pathways of the hippocampus) and Singh, Norman & Schapiro 2022 (autonomous replay).
package struct RateNetwork: Sendable {
  package let anatomy: Anatomy
  /// Parameters in force: the plan's, scaled to the network's size.
  let p: RateParameters
  let logitThreshold: Float
  /// Under which it was wired.
  let stream: StreamKey

  // Pathways of the hippocampus.
  var dentate, mossy, perforant, recurrent, schaffer, monosynaptic, output: Matrix
  /// Slow regions with their pathways; the neocortex is the first.
  var cortices: [Cortex]
  /// Salience tag of each CA3 unit.
  var tag: Matrix
  /// How recently each CA3 unit took part in an experience: 1 at once, fading.
  var recency: Matrix
  // Short-term resources and replay gains, set anew at sleep onset.
  var resourceCA3, resourceEntorhinal, gain: Matrix

  /// A brain of its own for each subject, wired at random under `stream`.
  package init(
    anatomy: Anatomy, parameters: RateParameters, stream: StreamKey,
    kernels: UnsafePointer<engram_kernels> = engram_kernels_selected()
  ) {
    self.anatomy = anatomy
    self.stream = stream
    let p = parameters.scaled(by: anatomy.size)
    self.p = p
    logitThreshold = Float(Elementary.log(p.outputThreshold / (1 - p.outputThreshold)))
    let wiring = Wiring(anatomy: anatomy, parameters: p, stream: stream, kernels: kernels)
    dentate = wiring.weights(.dentate)
    mossy = wiring.weights(.mossy)
    perforant = wiring.weights(.perforant)
    recurrent = wiring.weights(.recurrent)
    schaffer = wiring.weights(.schaffer)
    monosynaptic = wiring.weights(.monosynaptic)
    output = wiring.weights(.output)
    cortices = anatomy.cortices.indices.map { Cortex($0, wiring) }
    tag = Matrix(rows: 1, columns: anatomy.ca3.units)
    recency = Matrix(rows: 1, columns: anatomy.ca3.units)
    resourceCA3 = Matrix(rows: 1, columns: anatomy.ca3.units)
    resourceEntorhinal = Matrix(rows: 1, columns: anatomy.entorhinalCortex.units)
    gain = Matrix(rows: 1, columns: anatomy.ca3.units)
  }

  /// Number of the first cortex among the parts.
  static let firstCortex = 4

  /// A pathway of the hippocampus: where its weights and its numbers are.
  private typealias Loop = (
    role: TrisynapticRole, weights: WritableKeyPath<Self, Matrix>, pathway: KeyPath<TrisynapticPathways, TrisynapticPathway>
  )

  /// Pathways of the hippocampus that learn in this brain.
  private var learning: [Loop] {
    let all: [Loop] = [
      (.dentate, \.dentate, \.dentate), (.mossy, \.mossy, \.mossy), (.perforant, \.perforant, \.perforant),
      (.recurrent, \.recurrent, \.recurrent), (.schaffer, \.schaffer, \.schaffer),
      (.monosynaptic, \.monosynaptic, \.monosynaptic), (.output, \.output, \.output),
    ]
    return all.filter { p.pathways[keyPath: $0.pathway].rule != .fixed }
  }
}

extension RateNetwork {
  /// Weights fade as exp(−hours / τ), each pathway's with its own τ.
  package mutating func elapse(hours: Double) {
    let kernels = engram_kernels_selected().pointee
    for (_, weights, pathway) in learning {
      let decay = p.pathways[keyPath: pathway].decay
      guard decay.isFinite else { continue }
      kernels.scale(self[keyPath: weights].writing(), self[keyPath: weights].count, Float(Elementary.exp(-hours / decay)))
    }
    kernels.scale(tag.writing(), tag.count, Float(Elementary.exp(-hours / p.tagDecay)))
    kernels.scale(recency.writing(), recency.count, Float(Elementary.exp(-hours / p.recencyDecay)))
  }

  /// Shrinks all weights that learn.
  package mutating func downscale(to share: Double) {
    let kernels = engram_kernels_selected().pointee
    func shrink(_ weights: inout Matrix) { kernels.scale(weights.writing(), weights.count, Float(share)) }
    for (_, weights, _) in learning { shrink(&self[keyPath: weights]) }
    for k in cortices.indices {
      if p.pathways.cortices[k].input.rule != .fixed { shrink(&cortices[k].input) }
      if p.pathways.cortices[k].output.rule != .fixed { shrink(&cortices[k].output) }
    }
  }

  /// Makes the weights of parts, by number, what they were before anything was learnt: of the hippocampus all that learn from or to
  /// them but the monosynaptic pathway, which holds no episode; of a cortex its output.
  package mutating func erase(parts: [Int]) {
    let wiring = Wiring(anatomy: anatomy, parameters: p, stream: stream, kernels: engram_kernels_selected())
    for (role, weights, _) in learning where role != .monosynaptic {
      let ends = [role.ends.from, role.ends.to].compactMap { Region.allCases.firstIndex(of: $0) }
      if ends.contains(where: { $0 > 0 && parts.contains($0) }) { self[keyPath: weights] = wiring.weights(role) }
    }
    for k in cortices.indices where parts.contains(Self.firstCortex + k) { cortices[k].erase(k, wiring) }
  }
}
