import CKernels
import NumericalMethods
import Testing

/// Kernels of networks of layers: every variant against plain loops, and against each other bit for bit.
struct GradedKernelTests {
  static let variants = (["default", "avx2", "avx512"] as [String]).filter { engram_graded_named($0) != nil }
  /// Aligned memory that stays as long as the test runs: kernels take addresses, not objects.
  private struct Vector {
    let base: UnsafeMutablePointer<Float>
    let count: Int

    init(_ values: [Float]) {
      count = values.count
      base = UnsafeMutableRawPointer.allocate(byteCount: (max(count, 16) + 16) * 4, alignment: 64).bindMemory(
        to: Float.self, capacity: max(count, 16) + 16)
      for i in 0..<max(count, 16) + 16 { base[i] = i < count ? values[i] : 0 }
    }

    var values: [Float] { Array(UnsafeBufferPointer(start: base, count: count)) }
  }

  private typealias Numbers = KernelTests.Numbers

  private func kernels(_ name: String) throws -> engram_graded_kernels { try #require(engram_graded_named(name)).pointee }

  /// Runs `body` with every variant; all give the same bits, and are near `expected`.
  private func agree(_ expected: [Float], within tolerance: Float = 2e-5, _ body: (engram_graded_kernels) -> [Float]) throws {
    var first: [Float]?
    for name in Self.variants {
      let found = body(try kernels(name))
      if let first { #expect(KernelTests().firstDifference(found, first) == nil, "\(name)") }
      first = first ?? found
      #expect(found.count == expected.count)
      let worst = zip(found, expected).map { ($0 - $1).magnitude / max(1, $1.magnitude) }.max() ?? 0
      #expect(worst <= tolerance, "\(name): \(worst)")
    }
  }

  private static let senders = 40, receivers = 70, cols = 80

  private static func padded(_ numbers: inout Numbers, _ rows: Int, _ low: Double, _ high: Double) -> [Float] {
    (0..<rows).flatMap { _ in numbers.floats(receivers, low, high) + [Float](repeating: 0, count: cols - receivers) }
  }

  @Test func sends() throws {
    var numbers = Numbers(1)
    let w = Self.padded(&numbers, Self.senders, 0, 1), rows = numbers.rows(11, of: Self.senders), amount = numbers.floats(11)
    var expected = [Float](repeating: 0.5, count: Self.cols)
    for (k, row) in rows.enumerated() { for j in 0..<Self.cols { expected[j] += amount[k] * w[Int(row) * Self.cols + j] } }
    try agree(expected) { kernels in
      let ge = Vector([Float](repeating: 0.5, count: Self.cols))
      kernels.send(ge.base, Vector(w).base, Self.cols, rows, amount, rows.count, Self.senders, Self.receivers)
      return ge.values
    }
  }

  /// Sender s reaches pool s / 10 only, of 17 units: neighbours' pools are not touched.
  @Test func sendsToPools() throws {
    var numbers = Numbers(2)
    let pools = 4, perPool = 17, width = 32, from = 10
    let w = (0..<pools * from).flatMap { _ in numbers.floats(perPool, 0, 1) + [Float](repeating: 0, count: width - perPool) }
    let rows = numbers.rows(13, of: pools * from), amount = numbers.floats(13)
    var expected = [Float](repeating: 0, count: pools * perPool)
    for (k, row) in rows.enumerated() {
      for j in 0..<perPool { expected[Int(row) / from * perPool + j] += amount[k] * w[Int(row) * width + j] }
    }
    try agree(expected) { kernels in
      let ge = Vector([Float](repeating: 0, count: pools * perPool + 16))
      kernels.send(ge.base, Vector(w).base, width, rows, amount, rows.count, from, perPool)
      return Array(ge.values.prefix(pools * perPool))
    }
  }

  @Test func sendsSparsely() throws {
    var numbers = Numbers(3)
    let slots = 5, w = Self.padded(&numbers, slots, 0, 1), amount = numbers.floats(Self.senders)
    let index = (0..<slots * Self.cols).map { _ in Int32(numbers.stream.below(Self.senders)) }
    var expected = [Float](repeating: 0, count: Self.cols)
    for k in 0..<slots {
      for j in 0..<Self.cols { expected[j] += 0.3 * amount[Int(index[k * Self.cols + j])] * w[k * Self.cols + j] }
    }
    try agree(expected) { kernels in
      let ge = Vector([Float](repeating: 0, count: Self.cols)),
        aligned = Vector(index.map { Float(bitPattern: UInt32(bitPattern: $0)) })
      aligned.base.withMemoryRebound(to: Int32.self, capacity: index.count) {
        kernels.send_sparse(ge.base, Vector(w).base, $0, Self.cols, slots, amount, 0.3)
      }
      return ge.values
    }
  }

  @Test func tiresAndSends() throws {
    var numbers = Numbers(4)
    let w = Self.padded(&numbers, Self.senders, 0, 1), c = Self.padded(&numbers, Self.senders, 0, 0.5)
    let send = numbers.floats(Self.senders, 0, 1), receive = numbers.floats(Self.cols, 0, 1)
    var tired = c, ge = [Float](repeating: 0.1, count: Self.cols)
    for s in 0..<Self.senders {
      for j in 0..<Self.cols {
        let i = s * Self.cols + j
        tired[i] += 0.01 * (1 - c[i]) * send[s] * receive[j] * w[i] * (1 - c[i]) * (1 - c[i]) - 0.002 * c[i]
        ge[j] += 0.2 * send[s] * w[i] * (1 - tired[i]) * (1 - tired[i])
      }
    }
    try agree(ge + tired) { kernels in
      let out = Vector([Float](repeating: 0.1, count: Self.cols)), state = Vector(c)
      kernels.depress(out.base, Vector(w).base, state.base, Self.cols, send, Vector(receive).base, Self.senders, 0.2, 0.01, 0.002)
      return out.values + state.values
    }
  }

  /// Shares of strength that one synapse keeps after 200, 1,000 and 3,000 cycles of constant co-activity .6, and in the end: solutions of the
  /// recursion in double precision.
  @Test(arguments: [
    (0.00035, 0.00025, [0.924, 0.733, 0.563, 0.497]), (0.0009, 0.0005, [0.829, 0.563, 0.460, 0.452]),
  ]) func depressionTakesItsPublishedCourse(_ build: Double, _ recovery: Double, _ expected: [Double]) throws {
    let kernels = try kernels("default"), w = Vector([1] + [Float](repeating: 0, count: 15)),
      c = Vector([Float](repeating: 0, count: 16))
    let send = Vector([0.6] + [Float](repeating: 0, count: 15)), receive = Vector([1] + [Float](repeating: 0, count: 15))
    var found: [Double] = []
    for cycle in 1...40_000 {
      let ge = Vector([Float](repeating: 0, count: 16))
      kernels.depress(ge.base, w.base, c.base, 16, send.base, receive.base, 1, 1, Float(build), Float(recovery))
      if [200, 1000, 3000, 40_000].contains(cycle) { found.append(Double(ge.values[0]) / 0.6) }
    }
    for (x, y) in zip(found, expected) { #expect(abs(x - y) < 0.0015, "\(found)") }
  }

  @Test func tiresSparsely() throws {
    var numbers = Numbers(5)
    let slots = 4, w = Self.padded(&numbers, slots, 0, 1), c = Self.padded(&numbers, slots, 0, 0.5)
    let send = numbers.floats(Self.senders, 0, 1), receive = numbers.floats(Self.cols, 0, 1)
    let index = (0..<slots * Self.cols).map { _ in Int32(numbers.stream.below(Self.senders)) }
    var tired = c, ge = [Float](repeating: 0, count: Self.cols)
    for i in w.indices {
      let j = i % Self.cols, s = send[Int(index[i])]
      tired[i] += 0.01 * (1 - c[i]) * s * receive[j] * w[i] * (1 - c[i]) * (1 - c[i]) - 0.002 * c[i]
      ge[j] += 0.2 * s * w[i] * (1 - tired[i]) * (1 - tired[i])
    }
    try agree(ge + tired) { kernels in
      let out = Vector([Float](repeating: 0, count: Self.cols)), state = Vector(c)
      let aligned = Vector(index.map { Float(bitPattern: UInt32(bitPattern: $0)) })
      aligned.base.withMemoryRebound(to: Int32.self, capacity: index.count) {
        kernels.depress_sparse(
          out.base, Vector(w).base, state.base, $0, Self.cols, slots, send, Vector(receive).base, 0.2, 0.01, 0.002)
      }
      return out.values + state.values
    }
  }

  @Test func integratesAndSums() throws {
    var numbers = Numbers(6)
    // 37 units: what follows them stays as it is.
    let ge = numbers.floats(64, 0, 1), raw = numbers.floats(64, 0, 1)
    let expected = ge.indices.map { $0 < 37 ? ge[$0] + 0.7 * (raw[$0] - ge[$0]) : ge[$0] }
    let sum = expected.prefix(37).reduce(0, +)
    try agree(expected + [sum, sum]) { kernels in
      let out = Vector(ge), total = kernels.integrate(out.base, Vector(raw).base, 37, 0.7)
      return out.values + [total, kernels.total(out.base, 37)]
    }
  }

  @Test func findsWhatHasChanged() throws {
    let act: [Float] = [0.5, 0.5, 0.05, 0.05, 0.3, 0.12] + [Float](repeating: 0, count: 26)
    let sent: [Float] = [0.498, 0.4, 0.2, 0, 0, 0.12] + [Float](repeating: 0, count: 26)
    for name in Self.variants {
      let state = Vector(sent), kernels = try kernels(name)
      var rows = [Int32](repeating: -1, count: 32), amount = [Float](repeating: 0, count: 32)
      let count = kernels.changes(Vector(act).base, state.base, 6, 0.005, 0.1, &rows, &amount)
      // Unit 0 has hardly changed, 1 has, 2 has fallen silent, 3 was never heard, 4 is new, 5 is the same.
      #expect(Array(rows.prefix(count)) == [1, 2, 4])
      #expect(zip(amount, [0.1, -0.2, 0.3] as [Float]).allSatisfy { ($0 - $1).magnitude < 1e-6 })
      #expect(Array(state.values.prefix(6)) == [0.498, 0.5, 0, 0, 0.3, 0.12])
    }
  }

  @Test func advancesUnits() throws {
    var numbers = Numbers(7)
    let n = 21, count = 48
    let ge = numbers.floats(count, 0, 1), vm = numbers.floats(count, 0.2, 0.6), act = numbers.floats(count, 0, 0.9),
      gi = numbers.floats(count, 0, 1)
    // A line instead of the activation function: y(x) = x + 1 on [-1, 1].
    let value: [Float] = [0, 1, 2], slope: [Float] = [1, 1, 0]
    var newAct = act, newVm = vm
    for j in 0..<n {
      newVm[j] = min(max(vm[j] + 0.3 * (ge[j] * (1 - vm[j]) + 0.2 * (0.3 - vm[j]) + gi[j] * (0.25 - vm[j])), 0), 2)
      let idle = act[j] < 0.01 && newVm[j] <= 0.5
      let drive = idle ? newVm[j] - 0.5 : ge[j] - (0.5 * gi[j] + 0.08)
      newAct[j] = act[j] + 0.25 * (drive + 1 - act[j])
    }
    try agree(newAct + newVm) { kernels in
      let a = Vector(act), v = Vector(vm), g = Vector(ge), i = Vector(gi), y = Vector(value), d = Vector(slope)
      var layer = engram_layer()
      (layer.ge, layer.vm, layer.act, layer.gi) = (g.base, v.base, a.base, UnsafePointer(i.base))
      (layer.gi_share, layer.leak_share, layer.leak, layer.threshold) = (0.5, 0.08, 0.2, 0.5)
      (layer.inhibition_reversal, layer.leak_reversal, layer.vm_rate, layer.act_rate, layer.driven) = (0.25, 0.3, 0.3, 0.25, 0.01)
      var activation = engram_activation(value: y.base, slope: d.base, low: -1, high: 1, per_unit: 1, gain: 100)
      kernels.settle(&layer, n, &activation)
      return a.values + v.values
    }
  }

  private static func contrasted(_ l: Float) -> Float {
    let up = l * l * l * l * l * l, rest = 1 - l, down = rest * rest * rest * rest * rest * rest
    return l > 0 ? up / (up + down) : 0
  }

  /// Normalised by the sender's largest change, with momentum, with factors of the receivers; an absent synapse stays absent.
  @Test func learns() throws {
    var numbers = Numbers(8)
    var linear = Self.padded(&numbers, Self.senders, 0.1, 0.9)
    linear[3] = -1
    let moment = Self.padded(&numbers, Self.senders, -0.1, 0.1), norm = numbers.floats(Self.senders, 0, 0.2)
    let sp = numbers.floats(Self.senders, 0, 1), sm = numbers.floats(Self.senders, 0, 1)
    let rp = numbers.floats(Self.cols, 0, 1), rm = numbers.floats(Self.cols, 0, 1)
    let up = numbers.floats(Self.cols + 16, 0.5, 1.5), down = numbers.floats(Self.cols + 16, 0.5, 1.5)
    var l = linear, m = moment, largest = norm.map { $0 * 0.999 }
    for s in 0..<Self.senders {
      let before = largest[s]
      for j in 0..<Self.cols {
        let i = s * Self.cols + j
        guard linear[i] >= 0 else {
          m[i] *= 0.9
          continue
        }
        let error = rp[j] * sp[s] - rm[j] * sm[s], bounded = error * (error > 0 ? 1 - linear[i] : linear[i])
        let hebb = rp[j] * (sp[s] * (0.8 - linear[i]) - (1 - sp[s]) * linear[i])
        let change = 0.1 * hebb + 0.9 * bounded, size = max(before, change.magnitude)
        largest[s] = max(largest[s], size)
        m[i] = 0.9 * moment[i] + change
        let step = 0.3 * 0.15 / max(size, 0.001) * 0.1 * m[i]
        l[i] = min(max(linear[i] + step * (step > 0 ? up[j] : down[j]), 0), 1)
      }
    }
    try agree(l + l.map(Self.contrasted) + m + largest, within: 1e-4) { kernels in
      let lin = Vector(linear), w = Vector(linear), n = Vector(norm), mo = Vector(moment), u = Vector(up), d = Vector(down)
      var rule = engram_learning()
      (rule.rate, rule.hebb, rule.correction) = (0.3, 0.1, 0.8)
      (rule.norm_decay, rule.norm_rate, rule.momentum, rule.momentum_rate) = (0.999, 0.15, 0.9, 0.1)
      (rule.up, rule.down) = (UnsafePointer(u.base), UnsafePointer(d.base))
      kernels.learn(
        lin.base, w.base, n.base, mo.base, Self.cols, sp, sm, Vector(rp).base, Vector(rm).base, Self.senders, Self.senders,
        Self.receivers,
        &rule)
      return lin.values + w.values + mo.values + n.values
    }
  }

  @Test func learnsSparsely() throws {
    var numbers = Numbers(9)
    let slots = 3
    let linear = Self.padded(&numbers, slots, 0.1, 0.9)
    let sp = numbers.floats(Self.senders, 0, 1), sm = numbers.floats(Self.senders, 0, 1)
    let rp = numbers.floats(Self.cols, 0, 1), rm = numbers.floats(Self.cols, 0, 1)
    let index = (0..<slots * Self.cols).map { _ in Int32(numbers.stream.below(Self.senders)) }
    let expected = linear.indices.map { i -> Float in
      let s = Int(index[i]), j = i % Self.cols, error = rp[j] * sp[s] - rm[j] * sm[s]
      return min(max(linear[i] + 0.2 * error * (error > 0 ? 1 - linear[i] : linear[i]), 0), 1)
    }
    try agree(expected + expected.map(Self.contrasted), within: 1e-4) { kernels in
      let lin = Vector(linear), w = Vector(linear), scratch = Vector([Float](repeating: 0, count: Self.senders))
      let aligned = Vector(index.map { Float(bitPattern: UInt32(bitPattern: $0)) })
      var rule = engram_learning()
      rule.rate = 0.2
      aligned.base.withMemoryRebound(to: Int32.self, capacity: index.count) {
        kernels.learn_sparse(
          lin.base, w.base, nil, nil, $0, Self.cols, slots, Self.senders, sp, sm, Vector(rp).base, Vector(rm).base, scratch.base,
          &rule)
      }
      return lin.values + w.values
    }
  }

  @Test func learnsFromCoactivity() throws {
    var numbers = Numbers(10)
    let cycles = 7, send = numbers.floats(cycles * 48, 0, 1), receive = numbers.floats(cycles * 96, 0, 1)
    let linear = Self.padded(&numbers, Self.senders, 0.1, 0.9), minus = Self.padded(&numbers, Self.senders, 0, 3)
    var plus = [Float](repeating: 1, count: Self.senders * Self.cols)
    for s in 0..<Self.senders {
      for j in 0..<Self.cols { for t in 0..<cycles { plus[s * Self.cols + j] += send[t * 48 + s] * receive[t * 96 + j] } }
    }
    let learnt = linear.indices.map { i -> Float in
      let error = plus[i] / 7 - minus[i] / 3
      return min(max(linear[i] + 0.4 * error * (error > 0 ? 1 - linear[i] : linear[i]), 0), 1)
    }
    try agree(plus + learnt, within: 1e-4) { kernels in
      let sum = Vector([Float](repeating: 1, count: Self.senders * Self.cols)), lin = Vector(linear), w = Vector(linear)
      kernels.coactivity(sum.base, Self.cols, send, 48, receive, 96, Self.senders, cycles)
      kernels.learn_coactivity(lin.base, w.base, sum.base, Vector(minus).base, linear.count, 1 / 7, 1 / 3, 0.4)
      return sum.values + lin.values
    }
  }

  @Test func correlates() throws {
    var numbers = Numbers(11)
    let a = numbers.floats(43, 0, 1), b = zip(a, numbers.floats(43, 0, 1)).map { $0 + 1e-4 * $1 }
    let n = 43.0, ma = a.reduce(0) { $0 + Double($1) } / n, mb = b.reduce(0) { $0 + Double($1) } / n
    let ab = zip(a, b).reduce(0) { $0 + (Double($1.0) - ma) * (Double($1.1) - mb) }
    let aa = a.reduce(0) { $0 + (Double($1) - ma) * (Double($1) - ma) },
      bb = b.reduce(0) { $0 + (Double($1) - mb) * (Double($1) - mb) }
    for name in Self.variants {
      // Far more digits than single precision has: stability is compared with .999999.
      #expect(abs(try kernels(name).correlation(a, b, 43) - ab / (aa * bb).squareRoot()) < 1e-13)
      #expect(try kernels(name).correlation(a, [Float](repeating: 0.5, count: 43), 43) == 0)
    }
  }
}
