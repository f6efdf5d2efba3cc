import CKernels
import NumericalMethods
import Testing

/// Every kernel in every variant against a plain Swift twin, bit for bit.
struct KernelTests {
  static let variants = (["default", "avx2", "avx512"] as [String]).filter { engram_kernels_named($0) != nil }

  /// Where two lists differ in a bit; nil if nowhere. (A failure prints this number, not the lists.)
  func firstDifference(_ a: [Float], _ b: [Float]) -> Int? {
    a.count == b.count ? a.indices.first { a[$0].bitPattern != b[$0].bitPattern } : min(a.count, b.count)
  }

  /// Aligned memory for one test.
  final class Vector {
    let base: UnsafeMutablePointer<Float>
    let count: Int

    init(_ values: [Float]) {
      count = values.count
      base = UnsafeMutableRawPointer.allocate(byteCount: max(count, 16) * 4, alignment: 64).bindMemory(
        to: Float.self, capacity: max(count, 16))
      for (i, value) in values.enumerated() { base[i] = value }
    }

    deinit { base.deallocate() }

    var values: [Float] { Array(UnsafeBufferPointer(start: base, count: count)) }
  }

  struct Numbers {
    var stream: RandomStream

    init(_ subject: Int) { stream = RandomStream(seed: 7, subject: subject, purpose: Purpose(.test)) }

    mutating func floats(_ count: Int, _ low: Double = -1, _ high: Double = 1) -> [Float] {
      (0..<count).map { _ in Float(stream.uniform(low, high)) }
    }

    mutating func rows(_ count: Int, of all: Int) -> [Int32] { stream.sample(count, of: (0..<all).map { Int32($0) }).sorted() }
  }

  private func kernels(_ name: String) throws -> engram_kernels { try #require(engram_kernels_named(name)).pointee }

  /// Narrow and wide rows, few and many of them; the last ones from a matrix larger than the caches.
  static let shapes = [
    (16, 5, 3), (208, 400, 80), (240, 240, 12), (304, 240, 12), (400, 200, 20), (832, 60, 37), (1600, 30, 8), (3200, 800, 29),
  ]

  @Test(arguments: variants, shapes) func rowSums(_ variant: String, _ shape: (Int, Int, Int)) throws {
    let (columns, rows, count) = shape, k = try kernels(variant)
    var numbers = Numbers(columns)
    let w = Vector(numbers.floats(rows * columns)), chosen = numbers.rows(count, of: rows),
      amplitudes = numbers.floats(count, 0, 1)
    let plain = Vector(numbers.floats(columns)), weighted = Vector(numbers.floats(columns))
    k.sum_rows(plain.base, w.base, columns, chosen, count)
    k.sum_rows_weighted(weighted.base, w.base, columns, chosen, amplitudes, count)
    for j in 0..<columns {
      var a: Float = 0, b: Float = 0
      for (i, row) in chosen.enumerated() {
        a += w.base[Int(row) * columns + j]
        b += amplitudes[i] * w.base[Int(row) * columns + j]
      }
      #expect(plain.base[j].bitPattern == a.bitPattern && weighted.base[j].bitPattern == b.bitPattern)
    }
  }

  @Test(arguments: variants) func winners(_ variant: String) throws {
    let k = try kernels(variant)
    var numbers = Numbers(1), hint: Float = 0
    for trial in 0..<3000 {
      let n = 1 + numbers.stream.below(500), count = numbers.stream.below(n + 1)
      // A third of the trials is full of ties; some values are huge, tiny or equal.
      var z = (0..<n).map { _ in trial % 3 == 0 ? Float(numbers.stream.below(5)) - 2 : Float(numbers.stream.uniform(-3, 3)) }
      if trial % 7 == 0 { z[numbers.stream.below(n)] = 1e30 }
      if trial % 11 == 0 { z = z.map { $0 * 1e-38 } }
      let vector = Vector(z + [Float](repeating: 9, count: (n + 15) / 16 * 16 - n))
      var found = [Int32](repeating: -1, count: count + 16)
      k.top_k(&found, vector.base, n, count, &hint)
      let expected = z.indices.sorted { (z[$1], $0) < (z[$0], $1) }.prefix(count).sorted().map { Int32($0) }
      #expect(Array(found.prefix(count)) == expected)
    }
  }

  /// Numbers that are not numbers do not hang the search.
  @Test(arguments: variants) func winnersOfNothing(_ variant: String) throws {
    let k = try kernels(variant), z = Vector([Float](repeating: .nan, count: 32))
    var found = [Int32](repeating: 0, count: 21), hint: Float = 0
    k.top_k(&found, z.base, 32, 5, &hint)
  }

  @Test(arguments: variants) func hebbianRule(_ variant: String) throws {
    let k = try kernels(variant), columns = 240, rows = 50
    var numbers = Numbers(2)
    let before = numbers.floats(rows * columns, 0, 1), w = Vector(before), chosen = numbers.rows(12, of: rows),
      x = numbers.floats(12, 0, 1)
    let y = Vector((0..<columns).map { _ in Float(numbers.stream.below(2)) })
    k.hebb(w.base, columns, chosen, x, 12, y.base, 0.3, 0.25)
    var expected = before
    for (i, row) in chosen.enumerated() {
      for j in 0..<columns {
        let old = before[Int(row) * columns + j], e = Float(0.3) * x[i], post = y.base[j]
        expected[Int(row) * columns + j] = old + e * (post * (1 - old) - Float(0.25) * (1 - post) * old)
      }
    }
    #expect(firstDifference(w.values, expected) == nil)
    #expect(w.values.allSatisfy { (0...1).contains($0) })
  }

  @Test(arguments: variants, [200, 208, 33]) func deltaRule(_ variant: String, _ n: Int) throws {
    let k = try kernels(variant), columns = (n + 15) / 16 * 16, rows = 90
    var numbers = Numbers(n)
    var weights = numbers.floats(rows * columns, -0.1, 0.1)
    for row in 0..<rows { for j in n..<columns { weights[row * columns + j] = 0 } }
    let w = Vector(weights), chosen = numbers.rows(40, of: rows)
    let target = Vector((0..<columns).map { $0 < n ? Float(numbers.stream.below(2)) : 0 })
    let attention = Vector((0..<columns).map { _ in Float(numbers.stream.below(2)) })
    let sums = Vector([Float](repeating: 0, count: columns)), p = Vector(sums.values)
    k.sum_rows(sums.base, w.base, columns, chosen, chosen.count)
    for j in 0..<columns { sums.base[j] = -3 + sums.base[j] }
    k.sigmoid(p.base, sums.base, columns)
    k.delta(w.base, columns, n, chosen, chosen.count, target.base, attention.base, -3, 0.015)
    for row in chosen {
      for j in 0..<n {
        let at = Int(row) * columns + j
        weights[at] += Float(0.015) * (target.base[j] - p.base[j]) * attention.base[j]
      }
    }
    #expect(firstDifference(w.values, weights) == nil)
  }

  @Test(arguments: variants) func sigmoidIsAccurate(_ variant: String) throws {
    let k = try kernels(variant)
    var numbers = Numbers(3)
    let y = Vector(numbers.floats(4096, -60, 60)), p = Vector(y.values)
    k.sigmoid(p.base, y.base, 4096)
    for i in 0..<4096 {
      let exact = 1 / (1 + Elementary.exp(-Double(y.base[i])))
      #expect((Double(p.base[i]) - exact).magnitude < 2e-7 * exact)
    }
    let extreme = Vector([1e30, -1e30, 0, .infinity] + [Float](repeating: 0, count: 12))
    k.sigmoid(extreme.base, extreme.base, 16)
    #expect(extreme.base[0] == 1 && extreme.base[1] < 1e-30 && extreme.base[2] == 0.5)
  }

  /// The noise of every variant has the same bits, and its words are Philox's: checked through the radius of Box–Muller.
  @Test(arguments: variants) func noiseIsPhilox(_ variant: String) throws {
    let k = try kernels(variant), reference = try kernels("default"), stream: [UInt32] = [3, 0x0500_0001],
      key: UInt64 = 0x1234_5678_9abc_def0
    let block: UInt64 = 1 << 63 | 0xffff_fff8  // the low counter word overflows inside
    let a = Vector([Float](repeating: 0, count: 1024)), b = Vector(a.values)
    k.normals(a.base, 1024, key, stream, block)
    reference.normals(b.base, 1024, key, stream, block)
    #expect(firstDifference(a.values, b.values) == nil)
    for group in 0..<8 {
      for lane in 0..<16 {
        let counter = block + UInt64(16 * group + lane)
        let words = Philox.block(
          (UInt32(truncatingIfNeeded: counter), UInt32(truncatingIfNeeded: counter >> 32), stream[0], stream[1]), key: key)
        for (w, word) in [words.0, words.1, words.2, words.3].enumerated() {
          let u = (Double(word & 0xffff) + 0.5) / 65536, squared = -2 * Elementary.log(u)
          let x = Double(a.base[128 * group + 32 * w + lane]), y = Double(a.base[128 * group + 32 * w + 16 + lane])
          #expect((x * x + y * y - squared).magnitude < 1e-5 * squared + 3e-6)
        }
      }
    }
  }

  /// Mean, variance, kurtosis and correlation of neighbours within five standard errors of a million numbers.
  @Test func noiseIsNormal() throws {
    let k = try kernels("default"), n = 1 << 20, v = Vector([Float](repeating: 0, count: n))
    k.normals(v.base, n, 42, [1, 2], 0)
    var m1 = 0.0, m2 = 0.0, m4 = 0.0, lag = 0.0
    for i in 0..<n {
      let x = Double(v.base[i])
      m1 += x
      m2 += x * x
      m4 += x * x * x * x
      if i > 0 { lag += x * Double(v.base[i - 1]) }
    }
    let count = Double(n), error = 5 / count.squareRoot()
    #expect((m1 / count).magnitude < error && (lag / count).magnitude < error)
    #expect((m2 / count - 1).magnitude < error * 2.0.squareRoot() && (m4 / count - 3).magnitude < error * 96.0.squareRoot())
  }

  @Test(arguments: variants) func projections(_ variant: String) throws {
    let k = try kernels(variant), reference = try kernels("default"), n = 64 * 2000
    let a = Vector([Float](repeating: 0, count: n)), b = Vector(a.values)
    k.connect(a.base, n, 0.2, 0.25, 0.75, 5, [1, 2], 7)
    reference.connect(b.base, n, 0.2, 0.25, 0.75, 5, [1, 2], 7)
    #expect(firstDifference(a.values, b.values) == nil)
    let present = a.values.filter { $0 != 0 }
    #expect((Double(present.count) / Double(n) - 0.2).magnitude < 5 * (0.16 / Double(n)).squareRoot())
    #expect(present.allSatisfy { (0.25..<0.75).contains($0) })
  }

  @Test(arguments: variants) func columnSumsAndScale(_ variant: String) throws {
    let k = try kernels(variant)
    var numbers = Numbers(4)
    let w = Vector(numbers.floats(48 * 20)), sums = Vector([Float](repeating: 1, count: 48)), squares = Vector(sums.values)
    k.column_sums(sums.base, squares.base, w.base, 48, 20)
    for j in 0..<48 {
      var s: Float = 0, q: Float = 0
      for i in 0..<20 {
        s += w.base[48 * i + j]
        q += w.base[48 * i + j] * w.base[48 * i + j]
      }
      #expect(sums.base[j].bitPattern == s.bitPattern && squares.base[j].bitPattern == q.bitPattern)
    }
    let before = w.values
    k.scale(w.base, 48 * 20, 0.9)
    #expect(w.values == before.map { $0 * 0.9 })
  }
  /// What time does to a chain of variables; what has run empty is zero.
  @Test(arguments: variants, [16, 240, 208 * 33]) func exchange(_ variant: String, _ count: Int) throws {
    let k = try kernels(variant)
    var numbers = Numbers(count)
    var lists = (0..<3).map { _ in numbers.floats(count) }
    for i in stride(from: 0, to: count, by: 5) { for list in 0..<3 { lists[list][i] *= 1e-25 } }
    let m = numbers.floats(9), vectors = lists.map { Vector($0) }
    k.exchange(vectors[0].base, vectors[1].base, vectors[2].base, count, m)
    for row in 0..<3 {
      let expected = (0..<count).map { i in
        let value = m[3 * row] * lists[0][i] + m[3 * row + 1] * lists[1][i] + m[3 * row + 2] * lists[2][i]
        return value.magnitude > 1e-25 ? value : 0
      }
      #expect(firstDifference(vectors[row].values, expected) == nil)
      #expect(expected[0] == 0 && expected[1] != 0)
    }
  }
}
