import CKernels
import NetworkModels
import NumericalMethods

extension RateNetwork {
  /// Sleep onset: resources full; the gain of each CA3 unit from its trace strength s, salience tag, freshness f and the cortices' error e.
  ///
  ///     s_j = Σ_i W_ij² / Σ_i W_ij over recurrent weights;  s̄, ē = means over units with s > s_min
  ///     e_j = 1 − mean p over the entorhinal units of j, p: recall by the cortices alone from half of them
  ///     G_j = clip((s_j / s̄)^−η (e_j / ē)^ε, 1/limit, limit) · (1 + κ tag_j) · (1 + ρ f_j);  the clipped part is its least where s_j ≤ s_min, or 1 if η = ε = 0
  ///
  /// No list of memories is consulted. η 0: strength decides; about 1.5: synaptic scaling cancels it; 3: weak traces first.
  package mutating func fallAsleep(_ priority: Priority, _ workspace: RateWorkspace) {
    resourceCA3.fill(1)
    resourceEntorhinal.fill(1)
    for k in cortices.indices { cortices[k].resource.fill(1) }
    let units = recurrent.columns, width = recurrent.stride
    let sums = Buffer<Float>(width), squares = Buffer<Float>(width)
    engram_kernels_selected().pointee.column_sums(sums.base, squares.base, recurrent.reading, width, recurrent.rows)
    let strengths = (0..<units).map { sums[$0] > 0 ? Double(squares[$0]) / Double(sums[$0]) : 0 }
    let traced = (0..<units).filter { strengths[$0] > p.traceFloor }
    func mean(_ values: [Double]) -> Double { values.isEmpty ? 1 : values.reduce(0, +) / Double(values.count) }
    let strength = mean(traced.map { strengths[$0] })
    let isLevelled = priority.exponent != 0 || priority.errorExponent != 0
    var factors = [Double](repeating: isLevelled ? 0 : 1, count: units)
    for j in traced { factors[j] = priority.exponent == 0 ? 1 : Elementary.pow(strengths[j] / strength, -priority.exponent) }
    if priority.errorExponent != 0 {
      let errors = traced.map { max(cortexError(of: $0, workspace), 0.01) }, error = mean(errors)
      for (j, e) in zip(traced, errors) { factors[j] *= Elementary.pow(e / error, priority.errorExponent) }
    }
    let gains = gain.writing()
    for j in 0..<units {
      let clipped = min(max(factors[j], 1 / p.gainLimit), p.gainLimit)
      let tagged = p.salienceCounts ? 1 + priority.salienceGain * Double(tag[0, j]) : 1
      gains[j] = Float(clipped * tagged * (1 + priority.recencyGain * freshness(j)))
    }
  }

  /// How much of what CA3 unit `j` stands for the cortex does not know: its strongest entorhinal inputs, every second of them a cue.
  private func cortexError(of j: Int, _ w: RateWorkspace) -> Double {
    let count = anatomy.entorhinalCortex.active
    let inputs = (0..<perforant.rows).sorted { (perforant[$1, j], $0) < (perforant[$0, j], $1) }.prefix(count).sorted()
    let cue = inputs.enumerated().filter { $0.offset % 2 == 0 }.map { Int32($0.element) }
    let probabilities = recall(cue, lesion: .hippocampus, w)
    let asked = inputs.enumerated().filter { $0.offset % 2 == 1 }.map { Double(probabilities[$0.element]) }
    return asked.isEmpty ? 1 : 1 - asked.reduce(0, +) / Double(asked.count)
  }
}
