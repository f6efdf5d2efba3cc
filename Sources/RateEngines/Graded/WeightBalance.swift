/// Balance of a projection's weights: for each receiver, factors on increases and decreases from the mean of its weights of at least .25.
/// Below .4, m = max(mean, .25): down = 1/(1 + 6 (.4 − m)), up = 2 − down; above .4: up = 1/(1 + 4 (mean − .4)), down = 2 − up
/// (Leabra's weight balance).
struct WeightBalance: Sendable {
  /// Trials from one computation to the next.
  static let interval = 10
  private static let counted: Float = 0.25, middle: Float = 0.4, gainBelow: Float = 6, gainAbove: Float = 4
  /// A row of factors on increases and one on decreases.
  private var factors: Matrix

  init(_ synapses: GradedSynapses, receivers: Int) {
    factors = Matrix(rows: 2, columns: receivers + 16)
    let base = factors.writing(), stride = factors.stride
    let weight = synapses.weight, pools = synapses.isSparse ? 1 : weight.rows / max(synapses.senders, 1)
    let rows = weight.rows / pools, perPool = receivers / pools
    for j in 0..<receivers {
      let pool = j / perPool, column = j % perPool
      var sum: Float = 0, count: Float = 0
      for i in pool * rows..<(pool + 1) * rows where weight[i, column] >= Self.counted {
        sum += weight[i, column]
        count += 1
      }
      let mean = count > 0 ? sum / count : 0
      var up: Float = 1, down: Float = 1
      if mean < Self.middle {
        down = 1 / (1 + Self.gainBelow * (Self.middle - max(mean, Self.counted)))
        up = 2 - down
      } else if mean > Self.middle {
        up = 1 / (1 + Self.gainAbove * (mean - Self.middle))
        down = 2 - up
      }
      base[j] = up
      base[stride + j] = down
    }
  }

  var up: UnsafePointer<Float> { factors.reading }
  var down: UnsafePointer<Float> { factors.reading + factors.stride }
}
