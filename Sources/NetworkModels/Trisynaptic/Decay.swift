import Declarations

/// How fast what a pathway has learnt fades: with one time constant, or through a chain of hidden variables (Benna & Fusi 2016) that
/// makes forgetting fast at first and then ever slower.
///
///     du₁/dt = (u₂ − u₁)/t₁
///     du₂/dt = (u₁ − u₂)/(c₂ t₁) + (u₃ − u₂)/t₂
///     du₃/dt = (c₂/c₃) (u₂ − u₃)/t₂ − u₃/t₃
///
/// u₁ is the weight, which acts and learns; u₂ and u₃ act on nothing but it. With one time, du₁/dt = −u₁/t₁.
package struct Decay: Sendable, Equatable {
  /// t₁ to t₃, or t₁ alone (h); empty: it does not fade.
  package var times: [Double]
  /// c₂ and c₃, relative to the weight's own.
  package var sizes: [Double]

  package static let never = Decay(times: [], sizes: [])

  /// That of hippocampal pathways: days, weeks, months.
  package static let hippocampal = Decay(times: [30, 192, 10_080], sizes: [0.4, 0.8])

  /// That of what a cortex says of the features: a month, a year, a life.
  package static let cortical = Decay(times: [720, 9600, 264_000], sizes: [0.4, 0.4])

  package init(times: [Double], sizes: [Double]) { (self.times, self.sizes) = (times, sizes) }

  package init(hours: Double) { self.init(times: [hours], sizes: []) }

  /// The same without hidden variables.
  package var first: Decay { Decay(times: Array(times.prefix(1)), sizes: []) }

  package var isChain: Bool { times.count == 3 }

  /// u(t + Δ) = M u(t), by rows: exact for any Δ, since the chain is linear.
  package func step(hours: Double) -> [Double] {
    let first = 1 / times[0], second = 1 / times[1], last = 1 / times[2]
    let back = first / sizes[0], up = second * sizes[0] / sizes[1]
    let rates: [Double] = [-first, first, 0, back, -back - second, second, 0, up, -up - last]
    return Self.exponential(rates.map { $0 * hours })
  }

  /// Matrix exponential of a 3 × 3 matrix: Taylor series of a part small enough, squared up again. Additions and products only, so that
  /// it has the same bits everywhere.
  private static func exponential(_ a: [Double]) -> [Double] {
    func product(_ x: [Double], _ y: [Double]) -> [Double] {
      var z = [Double](repeating: 0, count: 9)
      for i in 0..<3 { for j in 0..<3 { for k in 0..<3 { z[3 * i + j] += x[3 * i + k] * y[3 * k + j] } } }
      return z
    }
    var squarings = 0, part = a
    while part.contains(where: { $0.magnitude > 0.25 }) {
      part = part.map { $0 / 2 }
      squarings += 1
    }
    let one: [Double] = [1, 0, 0, 0, 1, 0, 0, 0, 1]
    var sum = one
    for k in stride(from: 12.0, through: 1, by: -1) { sum = zip(one, product(part, sum)).map { $0 + $1 / k } }
    for _ in 0..<squarings { sum = product(sum, sum) }
    return sum
  }
}

extension Decay: Declared {
  package init() { self = .never }

  package static let declaration = Declaration<Self>(
    "decay",
    "A chain of variables behind each weight, into which it fades and from which it comes back: forgetting is fast, then ever slower.",
    equation: "du₁/dt = (u₂ − u₁)/t₁; du₂/dt = (u₁ − u₂)/(c₂ t₁) + (u₃ − u₂)/t₂; du₃/dt = (c₂/c₃)(u₂ − u₃)/t₂ − u₃/t₃",
    references: ["BennaFusi2016"],
    fields: [
      Field("times", "t₁, t₂, t₃", form: .list(.number(.time, 0.01...1e7), count: 3...3)) { reader, node, root in
        if let times = reader.list(node, count: 3...3, { $0.number($1, as: .time, in: 0.01...1e7) }) { root.times = times }
      } show: {
        .list($0.times.map { .text(Quantity.format($0, as: .time)) })
      },
      Field("sizes", "c₂, c₃; that of the weight itself is 1", form: .list(.number(.number, 0.01...100), count: 2...2)) {
        reader, node, root in
        if let sizes = reader.list(node, count: 2...2, { $0.number($1, as: .number, in: 0.01...100) }) { root.sizes = sizes }
      } show: {
        .list($0.sizes.map { .number($0) })
      },
    ])

  /// A time, or a chain, of which what the file leaves out is as in `standard`; nil where it could not be read.
  static func read(_ reader: inout Reader, _ node: Node, from standard: Decay) -> Decay? {
    guard case .mapping = node else { return reader.number(node, as: .time, in: 0.01...1e7).map { Decay(hours: $0) } }
    var chain = standard.isChain ? standard : Decay(times: [], sizes: [])
    declaration.read(&reader, node, into: &chain)
    guard chain.isChain, chain.sizes.count == 2 else {
      reader.report("a chain needs both of its keys", at: node.mark, expected: "'times: [t1, t2, t3]' and 'sizes: [c2, c3]'")
      return nil
    }
    return chain
  }

  var shown: Value {
    if isChain { return Self.declaration.show(self) }
    return .text(times.first.map { Quantity.format($0, as: .time) } ?? "none")
  }
}
