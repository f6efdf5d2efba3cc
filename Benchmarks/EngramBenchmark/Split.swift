import CKernels

/// Where the time of a night goes: the kernels wrapped in a clock.
enum Split {
  enum Part: Int, CaseIterable { case rows, noise, winners, learning }

  nonisolated(unsafe) private static var inner = engram_kernels_selected().pointee
  nonisolated(unsafe) private static var spent: [UInt64] = [0, 0, 0, 0]
  nonisolated(unsafe) private static var calls = 0

  private static func timed(_ part: Part, _ body: () -> Void) {
    let start = ticks()
    body()
    spent[part.rawValue] += ticks() - start
    calls += 1
  }

  /// A table that counts the time of each call of the selected variant's functions.
  nonisolated(unsafe) static let table: UnsafePointer<engram_kernels> = {
    var t = inner
    t.sum_rows = { out, w, cols, rows, n in timed(.rows) { inner.sum_rows(out, w, cols, rows, n) } }
    t.sum_rows_weighted = { out, w, cols, rows, a, n in timed(.rows) { inner.sum_rows_weighted(out, w, cols, rows, a, n) } }
    t.normals = { out, n, key, stream, block in timed(.noise) { inner.normals(out, n, key, stream, block) } }
    t.add_noise = { z, noise, sd, cols in timed(.noise) { inner.add_noise(z, noise, sd, cols) } }
    t.top_k = { winners, z, n, k, hint in timed(.winners) { inner.top_k(winners, z, n, k, hint) } }
    t.hebb = { w, cols, rows, a, n, y, e, l in timed(.learning) { inner.hebb(w, cols, rows, a, n, y, e, l) } }
    t.delta = { w, cols, n, rows, k, target, attention, b, e in
      timed(.learning) { inner.delta(w, cols, n, rows, k, target, attention, b, e) }
    }
    let pointer = UnsafeMutablePointer<engram_kernels>.allocate(capacity: 1)
    pointer.initialize(to: t)
    return UnsafePointer(pointer)
  }()

  static func reset() {
    spent = [0, 0, 0, 0]
    calls = 0
  }

  /// Share of each part in `total` nanoseconds, the clock's own cost taken off.
  static func shares(of total: Double) -> [(Part, Double)] {
    let start = ticks()
    for _ in 0..<10_000 { _ = ticks() }
    let clock = Double(ticks() - start) / 10_000, net = total - 2 * clock * Double(calls)
    return Part.allCases.map { ($0, max(0, Double(spent[$0.rawValue]) - clock * Double(calls) / 4) / net) }
  }
}
