import NumericalMethods
import Recordings

/// Sums over subjects of how alike the codes of two memories are, by state, part and kind of response.
struct CodeTotals {
  private struct Place: Hashable {
    var state, part, kind: Int32
  }

  private struct Pair: Hashable {
    var first, second: Int32
  }

  private var sums: [Place: [Pair: Moments]] = [:]

  mutating func add(_ record: SubjectRecord) {
    for code in record.codes {
      sums[Place(state: code.state, part: code.part, kind: code.kind), default: [:]][
        Pair(first: code.first, second: code.second), default: Moments()
      ].add(Double(code.value))
    }
  }

  func similarities(_ index: Index) -> [Results.Similarity] {
    let places = sums.keys.sorted { ($0.state, $0.kind, $0.part) < ($1.state, $1.kind, $1.part) }
    return places.filter {
      index.states.indices.contains(Int($0.state)) && index.parts.indices.contains(Int($0.part))
    }.map { place in
      let pairs = sums[place] ?? [:]
      let memories = Set(pairs.keys.flatMap { [Int($0.first), Int($0.second)] }).filter(index.memories.indices.contains).sorted()
      let means = memories.map { a in
        memories.map { b -> Double? in
          a == b ? 1 : pairs[Pair(first: Int32(min(a, b)), second: Int32(max(a, b)))]?.mean
        }
      }
      return Results.Similarity(
        state: Int(place.state), part: Int(place.part), isSettled: place.kind == 1, memories: memories, means: means)
    }
  }
}
