import Analysis

/// Where memories stand when they are first tested, and where at the end of a branch: bands as wide as memories are many.
struct FateFlow {
  let results: Results
  let branch: String

  /// Where a memory stands: where it lives if it is kept and each store was tested alone, else its fate.
  private enum Standing: Hashable, Comparable {
    case home(Results.Home.Keepers)
    case fate(Int)

    static let fates = ["kept", "blended", "forgotten", "unstable"]

    /// The place in a column, from top to bottom: each store followed by those that it shares memories with.
    private var order: [Int] {
      switch self {
      case .home(.stores(let positions)): [0] + positions
      case .home(.together): [1]
      case .home(.nobody): [2]
      case .fate(let fate): [3, fate]
      }
    }

    static func < (a: Self, b: Self) -> Bool { a.order.lexicographicallyPrecedes(b.order) }
  }

  private struct Move: Hashable {
    var from: Standing
    var to: Standing
  }

  private func word(_ standing: Standing) -> String {
    switch standing {
    case .home(let keepers): results.word(keepers, naming: PartName.title)
    case .fate(let fate): Standing.fates[fate]
    }
  }

  private func colour(_ standing: Standing) -> String {
    switch standing {
    case .home(let keepers): Palette.home(keepers, of: results.index.stores.count)
    case .fate(let fate): Palette.fate(Standing.fates[fate])
    }
  }

  /// Where the means put a memory; the second says whether the data decide.
  private func standing(_ memory: Int, _ place: Results.State) -> (Standing, Bool)? {
    guard let intact = results.state(place.state.branch, place.state.label, "none"), let fate = intact.memories[memory]?.fate,
      let number = Standing.fates.firstIndex(of: fate.leaning)
    else { return nil }
    let isSure = fate.word != .uncertain
    guard fate.leaning == "kept", let home = results.home(of: memory, branch: place.state.branch, label: place.state.label) else {
      return (.fate(number), isSure)
    }
    return (home.keepers == .nobody ? .fate(number) : .home(home.keepers), isSure && home.isSure)
  }

  var figure: Figure? {
    let way = results.way(to: branch).filter { $0.state.lesion == "none" }
    guard let first = way.first, let last = way.last, first.state != last.state else { return nil }
    var moves: [Move: [Int]] = [:], unsure = 0, rows: [[String]] = []
    for m in results.index.memories.indices {
      guard let from = standing(m, first), let to = standing(m, last) else { continue }
      moves[Move(from: from.0, to: to.0), default: []].append(m)
      if !from.1 || !to.1 { unsure += 1 }
      let name = results.index.memories[m].name
      rows.append([name, word(from.0), from.1 ? "1" : "0", word(to.0), to.1 ? "1" : "0"])
    }
    let total = rows.count
    guard total > 0 else { return nil }
    let lives = results.index.stores.isEmpty ? "" : ", and lives where it is kept with \(results.index.others) silenced"
    let place = branch.isEmpty ? "" : " in “\(branch)”"
    return Figure(
      id: "fates-" + Slug.of(branch), title: "From \(first.state.label) to \(last.state.label)\(place)",
      caption:
        "Each band is memories on their way from where they stood at “\(first.state.label)” (left) to “\(last.state.label)” (right), as the means over n = \(results.subjects) subjects have it. A memory is kept if more than two thirds of its retrievals are\(lives); of \(total) memories the data do not decide \(unsure) (the intervals do not lie on one side of the bound).",
      drawing: drawing(moves, total, first.state.label, last.state.label),
      csv: Figure.csv(["memory", first.state.label, "decided", last.state.label, "decided_later"], rows))
  }

  private func drawing(_ moves: [Move: [Int]], _ total: Int, _ from: String, _ to: String) -> Drawing {
    let width = 720.0, height = 360.0, top = 34.0, gap = 14.0, bar = 16.0, left = 170.0, right = 170.0
    let used = { (side: KeyPath<Move, Standing>) in Set(moves.keys.map { $0[keyPath: side] }).count }
    let unit = (height - top - 16 - gap * Double(max(used(\.from), used(\.to)) - 1)) / Double(total)
    func starts(_ side: KeyPath<Move, Standing>) -> [Standing: (y: Double, count: Int)] {
      var y = top, result: [Standing: (y: Double, count: Int)] = [:]
      for node in Set(moves.keys.map { $0[keyPath: side] }).sorted() {
        let count = moves.filter { $0.key[keyPath: side] == node }.reduce(0) { $0 + $1.value.count }
        result[node] = (y, count)
        y += Double(count) * unit + gap
      }
      return result
    }
    let a = starts(\.from), b = starts(\.to)
    var outgoing = a.mapValues(\.y), incoming = b.mapValues(\.y), content: Markup = "", words: [String] = []
    for (move, memories) in moves.sorted(by: { ($0.key.from, $0.key.to) < ($1.key.from, $1.key.to) }) {
      let h = Double(memories.count) * unit, y0 = outgoing[move.from] ?? 0, y1 = incoming[move.to] ?? 0
      outgoing[move.from] = y0 + h
      incoming[move.to] = y1 + h
      let x0 = left + bar, x1 = width - right - bar, middle = (x0 + x1) / 2
      let names = memories.prefix(12).map { results.index.memories[$0].name }.joined(separator: ", ")
      let what = "\(memories.count) from \(word(move.from)) to \(word(move.to))"
      words.append(what)
      content +=
        "<path d=\"M\(x0) \(y0)C\(middle) \(y0) \(middle) \(y1) \(x1) \(y1)V\(y1 + h)C\(middle) \(y1 + h) \(middle) \(y0 + h) \(x0) \(y0 + h)Z\" fill=\"\(colour(move.to))\" fill-opacity=\".4\"><title>\(what): \(names)\(memories.count > 12 ? " …" : "")</title></path>"
    }
    for (nodes, x, anchor, tx) in [(a, left, "end", left - 8), (b, width - right - bar, "start", width - right + 8)] {
      for (node, place) in nodes.sorted(by: { $0.key < $1.key }) {
        let h = Double(place.count) * unit
        content +=
          "<rect x=\"\(x)\" y=\"\(place.y)\" width=\"\(bar)\" height=\"\(h)\" fill=\"\(colour(node))\"/><text x=\"\(tx)\" y=\"\(place.y + h / 2 + 4)\" text-anchor=\"\(anchor)\" font-size=\"13\" fill=\"currentColor\">\(Layout.pad(word(node), 22).trimmed) \(place.count)</text>"
      }
    }
    for (text, x, anchor) in [(from, left + bar, "end"), (to, width - right - bar, "start")] {
      content +=
        "<text x=\"\(x)\" y=\"20\" text-anchor=\"\(anchor)\" font-size=\"13\" font-weight=\"600\" fill=\"currentColor\">\(text)</text>"
    }
    return Drawing(
      width: width, height: height, content: content, words: "Flow of \(total) memories: \(words.joined(separator: "; ")).")
  }
}

/// Names that an element of a page may have.
package enum Slug {
  package static func of(_ text: String) -> String {
    let slug = String(
      text.unicodeScalars.map { $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0) ? Character($0) : "-" })
    return slug.isEmpty ? "all" : slug
  }
}
