import CKernels
import NumericalMethods
import Testing

/// Every spiking kernel in every variant against a plain Swift twin, bit for bit.
struct KernelTwins {
  static let variants = (["default", "avx2", "avx512"] as [String]).filter { engram_spiking_named($0) != nil }

  private func kernels(_ name: String) throws -> engram_spiking_kernels { try #require(engram_spiking_named(name)).pointee }

  final class Memory<T: BitwiseCopyable> {
    let base: UnsafeMutablePointer<T>
    let count: Int

    init(_ values: [T], room: Int = 0) {
      count = values.count
      let bytes = (max(values.count, room, 16) * MemoryLayout<T>.stride + 127) / 64 * 64
      let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
      raw.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
      base = raw.bindMemory(to: T.self, capacity: max(values.count, room))
      for (i, value) in values.enumerated() { base[i] = value }
    }

    deinit { base.deallocate() }

    var values: [T] { Array(UnsafeBufferPointer(start: base, count: count)) }
  }

  struct Numbers {
    var stream: RandomStream

    init(_ subject: Int) { stream = RandomStream(seed: 11, subject: subject, purpose: Purpose(.test)) }

    mutating func floats(_ count: Int, _ low: Double, _ high: Double) -> [Float] {
      (0..<count).map { _ in Float(stream.uniform(low, high)) }
    }
  }

  static func same(_ a: [Float], _ b: [Float]) -> Bool { a.map(\.bitPattern) == b.map(\.bitPattern) }

  /// The kernels' exp, lane by lane.
  static func exp(_ argument: Float) -> Float {
    let x = min(max(argument, -87), 87), magic: Float = 12_582_912
    let shifted = x * 1.44269504088896341 + magic, n = shifted - magic
    let r = (x - n * 0.693359375) - n * -2.12194440e-4
    var p: Float = 1.9875691500e-4
    for c: Float in [1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1] { p = p * r + c }
    p = (p * r) * r + r + 1
    let exponent = (Int32(bitPattern: shifted.bitPattern) - Int32(bitPattern: magic.bitPattern) + 127) << 23
    return p * Float(bitPattern: UInt32(bitPattern: exponent))
  }

  /// A population in memory: every third neuron is refractory, receptors rise if asked to.
  final class Cells {
    let v, w: Memory<Float>
    let g, rise: [Memory<Float>]
    let drive: Memory<Float>
    let receptors: UnsafeMutablePointer<engram_receptor>
    let population: UnsafeMutablePointer<engram_population>
    let count: Int

    init(_ count: Int, receptors number: Int, rises: Bool, driven: Bool, model: Int32, refractory: Int32) {
      self.count = count
      let padded = (count + 63) / 64 * 64
      var numbers = Numbers(count + number)
      v = Memory(
        (0..<padded).map { $0 >= count || $0 % 3 == 2 ? Float.nan : Float($0 % 16 == 7 ? 25 : numbers.stream.uniform(-10, 20.2)) }
      )
      w = Memory(numbers.floats(padded, -20, 90))
      drive = Memory(numbers.floats(padded, -2, 2))
      g = (0..<number).map { _ in Memory(numbers.floats(padded, 0, 3)) }
      rise = (0..<number).map { _ in Memory(numbers.floats(padded, 0, 3)) }
      func zeroed<T>(_ type: T.Type, _ count: Int) -> UnsafeMutablePointer<T> {
        let bytes = count * MemoryLayout<T>.stride, raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
        raw.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
        return raw.bindMemory(to: T.self, capacity: count)
      }
      receptors = zeroed(engram_receptor.self, number)
      population = zeroed(engram_population.self, 1)
      for k in 0..<number {
        receptors[k].g = g[k].base
        receptors[k].rise = rises && k % 2 == 0 ? rise[k].base : nil
        receptors[k].lose = 0.0198 / Float(k + 1)
        receptors[k].feed = 0.031
        receptors[k].lose_rise = 0.095
        receptors[k].reversal = k == 0 ? 60 : -20
        receptors[k].gain = 0.0049
        receptors[k].gain_rise = 0.0001
      }
      population.pointee.model = model
      population.pointee.count = UInt32(count)
      population.pointee.padded = UInt32(padded)
      population.pointee.receptors = UInt32(number)
      population.pointee.receptor = receptors
      population.pointee.v = v.base
      population.pointee.w = w.base
      population.pointee.drive = driven ? UnsafePointer(drive.base) : nil
      population.pointee.lose = 0.00498752
      population.pointee.leak = 0.005
      population.pointee.drive_gain = 0.00498752
      population.pointee.threshold = 20
      population.pointee.reset = -3
      population.pointee.rate_v = 0.0106
      population.pointee.rate_i = 0.000356
      population.pointee.rate_w = 0.000694
      population.pointee.slope = 2
      population.pointee.onset = 12
      population.pointee.ceiling = 5
      population.pointee.a = 4
      population.pointee.b = 80.5
      population.pointee.refractory = refractory
      population.pointee.substeps = 2
    }

    deinit {
      receptors.deallocate()
      population.deallocate()
    }

    /// One step of neuron i in plain Swift, on copies; returns whether it fires.
    func twin(_ i: Int, _ v: inout [Float], _ w: inout [Float], _ g: inout [[Float]], _ rise: inout [[Float]]) -> Bool {
      let p = population.pointee, r = (0..<g.count).map { receptors[$0] }
      let after: Float = p.refractory > 0 ? .nan : p.reset
      if p.model != Int32(ENGRAM_ADEX) {
        let isConductance = p.model == Int32(ENGRAM_LIF_CONDUCTANCE)
        let x = v[i]
        var sum = isConductance ? -x : x - p.lose * x
        for k in r.indices {
          let now = g[k][i]
          sum += isConductance ? now * (r[k].reversal - x) : now * r[k].gain
          var next = now - now * r[k].lose
          if r[k].rise != nil {
            if !isConductance { sum += rise[k][i] * r[k].gain_rise }
            next += rise[k][i] * r[k].feed
            rise[k][i] = rise[k][i] - rise[k][i] * r[k].lose_rise
          }
          g[k][i] = next
        }
        if let drive = p.drive { sum += p.drive_gain * drive[i] }
        let moved = isConductance ? x + p.leak * sum : sum
        v[i] = moved > p.threshold ? after : moved
        return moved > p.threshold
      }
      let isFrozen = v[i].isNaN, current = p.drive?[i] ?? 0
      var u = isFrozen ? p.reset : v[i], hasFired = false
      func change(_ u: Float, _ w: Float, _ total: Float, _ drawn: Float) -> Float {
        p.rate_v * (p.slope * KernelTwins.exp(min((u - p.onset) * (1 / p.slope), p.ceiling)) - u)
          + p.rate_i * (((current + drawn) - total * u) - w)
      }
      func sums() -> (Float, Float) {
        var total: Float = 0, drawn: Float = 0
        for k in r.indices {
          total += g[k][i]
          drawn += g[k][i] * r[k].reversal
        }
        return (total, drawn)
      }
      for _ in 0..<p.substeps {
        let (total, drawn) = sums(), k1 = change(u, w[i], total, drawn), l1 = p.rate_w * (p.a * u - w[i])
        for k in r.indices {
          g[k][i] -= g[k][i] * r[k].lose
          if r[k].rise != nil {
            g[k][i] += rise[k][i] * r[k].feed
            rise[k][i] -= rise[k][i] * r[k].lose_rise
          }
        }
        let isStill = isFrozen || hasFired, guess = isStill ? u : u + k1, w1 = w[i] + l1, (later, laterDrawn) = sums()
        let k2 = change(guess, w1, later, laterDrawn), l2 = p.rate_w * (p.a * guess - w1)
        if !isStill { u += 0.5 * (k1 + k2) }
        w[i] += 0.5 * (l1 + l2)
        if u > p.threshold && !isStill {
          u = p.reset
          w[i] += p.b
          hasFired = true
        }
      }
      v[i] = isFrozen ? .nan : hasFired ? after : u
      return hasFired
    }
  }

  struct Shape: Sendable, CustomTestStringConvertible {
    var model: Int32, count: Int, receptors: Int, rises: Bool, driven: Bool, refractory: Int32
    var testDescription: String { "model \(model), \(count) neurons, \(receptors) receptors, \(rises) \(driven) \(refractory)" }

    static let all = [Int32(ENGRAM_LIF_CURRENT), Int32(ENGRAM_LIF_CONDUCTANCE), Int32(ENGRAM_ADEX)].flatMap { model in
      [
        Shape(model: model, count: 4000, receptors: 2, rises: false, driven: false, refractory: 50),
        Shape(model: model, count: 100, receptors: 3, rises: true, driven: true, refractory: 1),
        Shape(model: model, count: 64, receptors: 4, rises: true, driven: false, refractory: 0),
        Shape(model: model, count: 1, receptors: 0, rises: false, driven: true, refractory: 3),
      ]
    }
  }

  @Test(arguments: variants, Shape.all) func neurons(_ variant: String, _ s: Shape) throws {
    let k = try kernels(variant)
    let cells = Cells(
      s.count, receptors: s.receptors, rises: s.rises, driven: s.driven, model: s.model, refractory: s.refractory)
    var v = cells.v.values, w = cells.w.values, g = cells.g.map(\.values), rise = cells.rise.map(\.values), total = 0
    for _ in 0..<50 {
      let spikes = Memory([Int32](repeating: -1, count: s.count + 16))
      let found = k.update(cells.population, spikes.base)
      var expected: [Int32] = []
      for i in 0..<s.count where cells.twin(i, &v, &w, &g, &rise) { expected.append(Int32(i)) }
      #expect(Array(spikes.values.prefix(found)) == expected)
      total += found
      #expect(zip(cells.v.values, v).prefix(s.count).allSatisfy { $0.isNaN ? $1.isNaN : $0.bitPattern == $1.bitPattern })
      for (mine, theirs) in zip(cells.g, g) {
        #expect(Self.same(Array(mine.values.prefix(s.count)), Array(theirs.prefix(s.count))))
      }
      for (mine, theirs) in zip(cells.rise, rise) {
        #expect(Self.same(Array(mine.values.prefix(s.count)), Array(theirs.prefix(s.count))))
      }
      if s.model == Int32(ENGRAM_ADEX) {
        #expect(Self.same(Array(cells.w.values.prefix(s.count)), Array(w.prefix(s.count))))
      }
    }
    if s.count > 1 { #expect(total > 0) }
  }

  @Test(arguments: variants, [0, 1, 7, 80, 1003]) func synapses(_ variant: String, _ count: Int) throws {
    let k = try kernels(variant), targets = 500
    var numbers = Numbers(count)
    let index = (0..<count).map { _ in numbers.stream.below(targets) }
    let short = Memory(index.map { UInt16($0) }), long = Memory(index.map { UInt32($0) })
    let start = numbers.floats(targets, 0, 1), weights = numbers.floats(count, 0, 1), trace = numbers.floats(targets, 0, 2)
    let y = Memory(trace)
    let scale: Float = 0.7, slope: Float = -0.3, offset: Float = 0.05, low: Float = 0.1, high: Float = 0.8
    func within(_ w: Float) -> Float { min(max(w, low), high) }

    var plain = start, each = start, learnt = weights
    for (i, j) in index.enumerated() {
      plain[j] += 0.3
      each[j] += scale * weights[i]
      learnt[i] = within(weights[i] + (slope * trace[j] + offset))
    }
    for isWide in [false, true] {
      let a = Memory(start), b = Memory(start), c = Memory(start), w = Memory(weights)
      if isWide {
        k.deliver32(a.base, long.base, count, 0.3)
        k.deliver_each32(b.base, long.base, w.base, count, scale)
        k.arrive32(c.base, long.base, w.base, y.base, count, scale, slope, offset, low, high)
      } else {
        k.deliver16(a.base, short.base, count, 0.3)
        k.deliver_each16(b.base, short.base, w.base, count, scale)
        k.arrive16(c.base, short.base, w.base, y.base, count, scale, slope, offset, low, high)
      }
      #expect(Self.same(a.values, plain) && Self.same(b.values, each) && Self.same(c.values, each) && Self.same(w.values, learnt))
    }
    // By postsynaptic neuron: every other place, in reverse.
    let places = stride(from: count - 1, through: 0, by: -2).map { UInt32($0) }, place = Memory(places)
    let x = Memory(trace)
    var spiked = weights
    for (i, at) in places.enumerated() { spiked[Int(at)] = within(weights[Int(at)] + (0.4 * trace[index[i]] + offset)) }
    for isWide in [false, true] {
      let w = Memory(weights)
      if isWide {
        k.spike32(w.base, place.base, long.base, x.base, places.count, 0.4, offset, low, high)
      } else {
        k.spike16(w.base, place.base, short.base, x.base, places.count, 0.4, offset, low, high)
      }
      #expect(Self.same(w.values, spiked))
    }
    // The same places, drawn towards references.
    let references = numbers.floats(count, 0, 1)
    var drawn = weights
    for (i, at) in places.enumerated() {
      let w = weights[Int(at)]
      drawn[Int(at)] = within(w + (0.4 * trace[index[i]] - 0.3 * (w - references[Int(at)])))
    }
    for isWide in [false, true] {
      let w = Memory(weights), r = Memory(references)
      if isWide {
        k.spike_pull32(w.base, r.base, place.base, long.base, x.base, places.count, 0.4, 0.3, low, high)
      } else {
        k.spike_pull16(w.base, r.base, place.base, short.base, x.base, places.count, 0.4, 0.3, low, high)
      }
      #expect(Self.same(w.values, drawn) && Self.same(r.values, references))
    }
    var limited = weights
    var sum: Float = 0
    for at in places { sum += weights[Int(at)] }
    if sum > 2 { for at in places { limited[Int(at)] *= 2 / sum } }
    let w = Memory(weights)
    k.limit(w.base, place.base, places.count, 2)
    #expect(Self.same(w.values, limited))
  }

  /// References follow their weights, and fall into their states.
  @Test(arguments: variants, [1, 64, 1003]) func references(_ variant: String, _ count: Int) throws {
    let k = try kernels(variant)
    var numbers = Numbers(count)
    let start = numbers.floats(count, 0, 1.1), weights = numbers.floats(count, 0, 1), r = Memory(start), w = Memory(weights)
    k.consolidate(r.base, w.base, count, 0.03, 20, 0, 0.25, 0.5, 0.02, 1)
    let expected = zip(start, weights).map { r, w in
      let wells: Float = (0 - r) * (0.25 - r) * (0.5 - r)
      return min(max(r + 0.03 * ((w - r) + 20 * wells), 0.02), 1)
    }
    #expect(Self.same(r.values, expected) && Self.same(w.values, weights))
  }

  @Test(arguments: variants) func resources(_ variant: String) throws {
    let k = try kernels(variant)
    let use = Memory<Float>([0, 0.3]), left = Memory<Float>([1, 0.4]), last = Memory<Int64>([0, 90])
    var r = engram_resources(
      use: use.base, left: left.base, last: last.base, fraction: 0.45, facilitation: 0.002, recovery: 0.0001)
    for (row, now) in [(0, Int64(0)), (1, 100), (0, 37), (0, 5000), (1, 101)] {
      let passed = Float(now - last.values[row])
      var u = use.values[row] * Self.exp(-passed * 0.002)
      let x = 1 - (1 - left.values[row]) * Self.exp(-passed * 0.0001)
      u += 0.45 * (1 - u)
      let released = k.release(&r, row, now)
      #expect(released.bitPattern == (u * x).bitPattern && use.values[row] == u && left.values[row] == x - u * x)
      #expect(last.values[row] == now)
    }
  }

  /// Poisson inputs and random rows: each word is where Philox has it.
  @Test(arguments: variants) func randomNumbers(_ variant: String) throws {
    let k = try kernels(variant), key: UInt64 = 0x1234_5678_9abc_def0, padded = 128
    let into = Memory([Float](repeating: 0.5, count: padded))
    var poisson = engram_poisson(
      into: into.base, weight: 0.25, count: 3,
      level: (1 << 31, 3 << 30, 4_000_000_000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), stream: (3, 0x1100_0001))
    k.poisson(&poisson, padded, key, 5)
    for i in 0..<padded {
      let counter = UInt64(5 * padded / 64 * 16 + i / 64 * 16 + i % 16)
      let words = Philox.block((UInt32(counter), 0, 3, 0x1100_0001), key: key)
      let word = [words.0, words.1, words.2, words.3][i % 64 / 16]
      let spikes = [UInt32(1) << 31, 3 << 30, 4_000_000_000].filter { word >= $0 }.count
      #expect(into.values[i] == 0.5 + 0.25 * Float(spikes))
    }
    let index = Memory([UInt32](repeating: 0, count: 1000)), stream: [UInt32] = [7, 9], p = 0.07
    let found = k.wire(index.base, 1000, 5000, 1 / Elementary.log(1 - p), 41, key, stream, 12)
    var expected: [UInt32] = [], at = -1, block = UInt32(0)
    while at < 5000 {
      var lines: [[UInt32]] = [[], [], [], []]
      for l in 0..<16 {
        let words = Philox.block((block + UInt32(l), 12, 7, 9), key: key)
        for (w, word) in [words.0, words.1, words.2, words.3].enumerated() { lines[w].append(word) }
      }
      block += 16
      for word in lines.joined() where at < 5000 {
        at += 1 + Int(Elementary.log((Double(word) + 0.5) * 0x1p-32) / Elementary.log(1 - p))
        if at < 5000 && at != 41 { expected.append(UInt32(at)) }
      }
    }
    #expect(Array(index.values.prefix(found)) == expected)
  }
}
