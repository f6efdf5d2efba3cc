/// The nearest of some valid words, for "did you mean".
package enum NearMiss {
  /// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours, each 1.
  package static func distance(_ a: String, _ b: String) -> Int {
    let x = Array(a.lowercased().unicodeScalars.prefix(64)), y = Array(b.lowercased().unicodeScalars.prefix(64))
    guard !x.isEmpty, !y.isEmpty else { return max(x.count, y.count) }
    var before = [Int](repeating: 0, count: y.count + 1)
    var last = Array(0...y.count)
    for i in 1...x.count {
      var row = [i] + [Int](repeating: 0, count: y.count)
      for j in 1...y.count {
        let cost = x[i - 1] == y[j - 1] ? 0 : 1
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, x[i - 1] == y[j - 2], x[i - 2] == y[j - 1] { row[j] = min(row[j], before[j - 2] + 1) }
      }
      before = last
      last = row
    }
    return last[y.count]
  }

  /// The nearest word, if it is near enough to be meant: a third of its length, at least 1, or a shared stem.
  package static func of(_ word: String, among words: some Sequence<String>) -> String? {
    let plain = word.replacing("-", with: "_").replacing(" ", with: "_")
    let ranked = words.map { (word: $0, distance: distance(plain, $0)) }
      .sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }
    guard let best = ranked.first else { return nil }
    if best.word.isEmpty || plain.count < 2 { return nil }
    if best.distance == 1, plain.count == best.word.count, plain.count < 3 { return nil }
    if best.distance <= max(1, min(plain.count, best.word.count) / 3) { return best.word }
    guard plain.count >= 4 else { return nil }
    return ranked.first { $0.word.contains(plain) || plain.hasPrefix($0.word) || $0.word.hasPrefix(plain.prefix(4)) }?.word
  }
}
