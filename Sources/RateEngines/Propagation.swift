import CKernels
import NetworkModels
import NumericalMethods

// Small steps that encoding, retrieval and replay share. All of them only read the network.
extension RateNetwork {
  /// z = Σ over `rows` of the pathway's weights.
  @inline(__always)
  func drive(_ z: Buffer<Float>, _ path: borrowing Matrix, _ rows: UnsafePointer<Int32>, _ count: Int, _ w: RateWorkspace) {
    w.kernels.sum_rows(z.base, path.reading, path.stride, rows, count)
  }

  /// z = Σ over `rows` of amplitude × weights.
  @inline(__always)
  func drive(
    _ z: Buffer<Float>, _ path: borrowing Matrix, _ rows: UnsafePointer<Int32>, _ amplitudes: UnsafePointer<Float>, _ count: Int,
    _ w: RateWorkspace
  ) {
    w.kernels.sum_rows_weighted(z.base, path.reading, path.stride, rows, amplitudes, count)
  }

  /// z += sd ξ, ξ standard normal.
  @inline(__always)
  func addNoise(_ z: Buffer<Float>, sd: Double, _ w: RateWorkspace) {
    if sd > 0 { w.kernels.add_noise(z.base, w.noise.normals(z.count), Float(sd), z.count) }
  }

  /// The winners of z under noise, ascending by index: the k largest, unless the workspace lets neurons race.
  @inline(__always)
  func compete(
    _ winners: Winners, _ z: Buffer<Float>, _ layer: Anatomy.Layer, _ hint: Hint, noise sd: Double = 0, _ w: RateWorkspace
  ) {
    winners.count = layer.active
    guard let competition = w.competition else {
      addNoise(z, sd: sd, w)
      return w.kernels.top_k(winners.base, z.base, layer.units, layer.active, w.hints.base + hint.rawValue)
    }
    for j in layer.units..<z.count { z[j] = -1e30 }
    competition.compete(
      winners.base, coincidence: winners.coincidence.base, z.base, units: layer.units, padded: z.count, count: layer.active,
      sd: sd,
      noise: w.noise)
  }

  /// Which search for winners a warm start belongs to.
  enum Hint: Int, CaseIterable {
    case dentate, ca3Encoding, ca3Retrieval, ca3Sleep, ca1Encoding, ca1Retrieval, ca1Sleep, cortex, cortexPlus, cortexREM,
      entorhinal, entorhinalSleep, entorhinalREM, entorhinalMatch, ca3Reproduced
  }

  /// Dentate winners of a pattern: feed-forward and without noise.
  func dentateResponse(_ units: UnsafePointer<Int32>, _ amplitudes: UnsafePointer<Float>, _ count: Int, _ w: RateWorkspace) {
    drive(w.dentate, dentate, units, amplitudes, count, w)
    compete(w.dentateWinners, w.dentate, anatomy.dentateGyrus, .dentate, w)
  }

  /// y = whichever of y and `other` is larger in magnitude, unit by unit: what one store knows is a copy of what another knows.
  @inline(__always)
  func takeStronger(_ y: Buffer<Float>, _ other: Buffer<Float>) {
    for j in 0..<y.count where other[j].magnitude > y[j].magnitude { y[j] = other[j] }
  }

  /// Sets `dense` to 1 at the listed units and 0 elsewhere.
  func spread(_ dense: Buffer<Float>, _ units: UnsafePointer<Int32>, _ count: Int) {
    dense.base.update(repeating: 0, count: dense.count)
    for i in 0..<count { dense[Int(units[i])] = 1 }
  }

  /// The same for winners, each as far as its spike coincides with the others'.
  func spread(_ dense: Buffer<Float>, _ winners: Winners) {
    dense.base.update(repeating: 0, count: dense.count)
    for i in 0..<winners.count { dense[Int(winners[i])] = winners.coincidence[i] }
  }

  /// How many elements two ascending lists share.
  static func common(_ a: UnsafePointer<Int32>, _ n: Int, _ b: UnsafePointer<Int32>, _ m: Int) -> Int {
    var (i, j, count) = (0, 0, 0)
    while i < n, j < m {
      if a[i] == b[j] { count += 1 }
      let x = a[i], y = b[j]
      if x <= y { i += 1 }
      if y <= x { j += 1 }
    }
    return count
  }

  /// `count` different units out of `units`, ascending, each set equally likely.
  static func randomUnits(_ list: Winners, _ count: Int, of units: Int, _ words: inout RandomStream) {
    // Floyd's sampling with insertion in order: exactly `count` draws.
    var filled = 0
    for top in (units - count)..<units {
      let draw = Int32(words.below(top + 1))
      var at = filled
      while at > 0, list[at - 1] > draw { at -= 1 }
      let isTaken = at > 0 && list[at - 1] == draw
      let unit = isTaken ? Int32(top) : draw
      if isTaken { at = filled }
      var i = filled
      while i > at {
        list[i] = list[i - 1]
        i -= 1
      }
      list[at] = unit
      filled += 1
    }
  }
}
