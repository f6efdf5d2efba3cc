import Recordings

/// One subject's retrievals, counted: what measures, fates and tables read.
package struct SubjectTally {
  /// Counts and sums of one memory in one state.
  package struct Cell: Sendable {
    package var retrievals = 0
    package var verdicts = [0, 0, 0, 0, 0]
    var unique = Sum(), shared = Sum(), all = Sum(), uniqueCorrect = Sum(), sharedCorrect = Sum(), wrong = Sum(), margin = Sum()
    /// Partners of blended retrievals, with counts.
    package var partners: [Int32: Int] = [:]

    package var uniqueMean: Double? { unique.mean }
    package var sharedMean: Double? { shared.mean }
    package var allMean: Double? { all.mean }
  }

  /// Sum over retrievals in which the number is defined.
  package struct Sum: Sendable {
    var total = 0.0
    var count = 0

    mutating func add(_ value: Float) {
      guard !value.isNaN else { return }
      total += Double(value)
      count += 1
    }

    package var mean: Double? { count > 0 ? total / Double(count) : nil }
  }

  package let record: SubjectRecord
  package let thresholds: [Thresholds]
  private let memories: Int
  /// states × memories.
  private(set) var cells: [Cell]

  init(_ record: SubjectRecord, index: Index, thresholds: [Thresholds]) {
    self.record = record
    self.thresholds = thresholds
    memories = index.memories.count
    cells = Array(repeating: Cell(), count: index.states.count * memories)
    for r in record.retrievals {
      let at = Int(r.state) * memories + Int(r.memory)
      guard cells.indices.contains(at) else { continue }
      let verdict = thresholds[Int(r.state)].verdict(unique: r.unique, shared: r.shared, competitor: r.competitor)
      cells[at].retrievals += 1
      cells[at].verdicts[verdict.rawValue] += 1
      cells[at].unique.add(r.unique)
      cells[at].shared.add(r.shared)
      cells[at].all.add(r.all)
      cells[at].uniqueCorrect.add(r.uniqueCorrect)
      cells[at].sharedCorrect.add(r.sharedCorrect)
      cells[at].wrong.add(r.wrong)
      cells[at].margin.add(r.unique - r.competitor)
      if verdict == .mixture || verdict == .intrusion, r.partner >= 0 { cells[at].partners[r.partner, default: 0] += 1 }
    }
  }

  package func cell(_ state: Int, _ memory: Int) -> Cell { cells[state * memories + memory] }
}
