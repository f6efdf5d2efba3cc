import NumericalMethods
import Recordings
import SleepDynamics

/// Sums over subjects of everything that is reported of every memory, group, sleep and test.
struct Totals {
  /// One memory or group in one state.
  private struct Cell {
    var unique = Moments(), shared = Moments(), all = Moments(), blended = Moments()
    var verdicts = [Moments](repeating: Moments(), count: Verdict.allCases.count)
    var partners: [Int32: Int] = [:]
    var retrievals = 0
  }

  private struct SleepSums {
    var asked = [Moments(), Moments()]
    var accepted = [Moments(), Moments()]
    var replays: [Moments]
    /// Asked and came, by measure.
    var physiology: [(asked: Moments, came: Moments)]
  }

  private let index: Index
  private var subjects = 0
  private var memories: [[Cell]]
  private var groups: [[Cell]]
  private var falseKept: [Moments]
  private var sleeps: [SleepSums]
  private var scores: [Moments]
  private var codes = CodeTotals()
  /// Hits, false alarms and d′ in each state.
  private var recognition: [[Moments]]
  /// Groups with their memories, and last all memories.
  private let grouping: [(name: String, members: [Int])]

  init(index: Index) {
    self.index = index
    var names: [String] = []
    for memory in index.memories where !names.contains(memory.group) { names.append(memory.group) }
    let byGroup = names.map { name in (name, index.memories.indices.filter { index.memories[$0].group == name }) }
    grouping = (names.count > 1 && names.count < index.memories.count ? byGroup : []) + [("all", Array(index.memories.indices))]
    memories = index.states.map { _ in index.memories.map { _ in Cell() } }
    let groupCount = grouping.count
    groups = index.states.map { _ in (0..<groupCount).map { _ in Cell() } }
    falseKept = index.states.map { _ in Moments() }
    sleeps = index.sleeps.map { _ in
      SleepSums(
        replays: index.memories.map { _ in Moments() },
        physiology: index.physiology.map { _ in (asked: Moments(), came: Moments()) })
    }
    scores = Array(repeating: Moments(), count: index.states.count * index.measures.count)
    recognition = index.states.map { _ in [Moments(), Moments(), Moments()] }
  }

  mutating func add(_ tally: SubjectTally) {
    subjects += 1
    for state in index.states.indices {
      for memory in index.memories.indices {
        let cell = tally.cell(state, memory)
        if cell.retrievals > 0 { Self.add([cell], to: &memories[state][memory]) }
      }
      for (g, group) in grouping.enumerated() {
        let cells = group.members.map { tally.cell(state, $0) }.filter { $0.retrievals > 0 }
        if !cells.isEmpty { Self.add(cells, to: &groups[state][g]) }
      }
    }
    addLures(tally)
    addSleeps(tally.record)
    addScores(tally.record)
    codes.add(tally.record)
    addRecognition(tally)
    addPhysiology(tally.record)
  }

  /// The subject's means over some memories, as one number each.
  private static func add(_ cells: [SubjectTally.Cell], to total: inout Cell) {
    func mean(_ value: (SubjectTally.Cell) -> Double?) -> Double? {
      let values = cells.compactMap(value)
      return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
    if let u = mean({ $0.unique.mean }) { total.unique.add(u) }
    if let g = mean({ $0.shared.mean }) { total.shared.add(g) }
    if let a = mean({ $0.all.mean }) { total.all.add(a) }
    var blended = 0.0
    for verdict in Verdict.allCases {
      let share = mean { Double($0.verdicts[verdict.rawValue]) / Double($0.retrievals) } ?? 0
      total.verdicts[verdict.rawValue].add(share)
      if verdict.isBlended { blended += share }
    }
    total.blended.add(blended)
    for cell in cells {
      total.retrievals += cell.retrievals
      for (partner, count) in cell.partners { total.partners[partner, default: 0] += count }
    }
  }

  private mutating func addLures(_ tally: SubjectTally) {
    var kept = [Int](repeating: 0, count: index.states.count), count = kept
    for lure in tally.record.lures where index.states.indices.contains(Int(lure.state)) {
      let state = Int(lure.state)
      count[state] += 1
      if tally.thresholds[state].verdict(unique: lure.unique, shared: lure.shared, competitor: lure.competitor) == .kept {
        kept[state] += 1
      }
    }
    for state in index.states.indices where count[state] > 0 { falseKept[state].add(Double(kept[state]) / Double(count[state])) }
  }

  private mutating func addSleeps(_ record: SubjectRecord) {
    for sleep in record.sleeps where sleeps.indices.contains(Int(sleep.sleep)) {
      let s = Int(sleep.sleep)
      sleeps[s].asked[0].add(Double(sleep.nremAsked))
      sleeps[s].asked[1].add(Double(sleep.remAsked))
      sleeps[s].accepted[0].add(Double(sleep.nremAccepted))
      sleeps[s].accepted[1].add(Double(sleep.remAccepted))
    }
    var counts = [Int](repeating: 0, count: index.sleeps.count * index.memories.count)
    for event in record.replays where event.accepted == 1 && event.memory >= 0 {
      let at = Int(event.sleep) * index.memories.count + Int(event.memory)
      if counts.indices.contains(at) { counts[at] += 1 }
    }
    for s in sleeps.indices {
      for m in index.memories.indices { sleeps[s].replays[m].add(Double(counts[s * index.memories.count + m])) }
    }
  }

  private mutating func addRecognition(_ tally: SubjectTally) {
    var selection = Selection()
    for (i, name) in index.measures.enumerated() { selection.scores[name] = Int32(i) }
    for state in index.states.indices where tally.record.scores.contains(where: { Int($0.state) == state }) {
      selection.state = state
      guard let (hits, alarms) = TestMeasures.rates(selection, tally) else { continue }
      let values = [hits, alarms, TestMeasures.sensitivity(hits: hits, alarms: alarms)]
      for (i, value) in values.enumerated() { recognition[state][i].add(value) }
    }
  }

  private mutating func addPhysiology(_ record: SubjectRecord) {
    for score in record.physiology {
      let s = Int(score.sleep), m = Int(score.measure)
      guard sleeps.indices.contains(s), index.physiology.indices.contains(m) else { continue }
      if !score.asked.isNaN { sleeps[s].physiology[m].asked.add(Double(score.asked)) }
      if !score.came.isNaN { sleeps[s].physiology[m].came.add(Double(score.came)) }
    }
  }

  private mutating func addScores(_ record: SubjectRecord) {
    var sums = [Double](repeating: 0, count: scores.count), counts = [Int](repeating: 0, count: scores.count)
    for score in record.scores {
      let at = Int(score.state) * index.measures.count + Int(score.measure)
      guard sums.indices.contains(at), !score.value.isNaN else { continue }
      sums[at] += Double(score.value)
      counts[at] += 1
    }
    for at in sums.indices where counts[at] > 0 { scores[at].add(sums[at] / Double(counts[at])) }
  }

  func results(thresholds: [Thresholds], confidence: Double) -> Results {
    func estimate(_ moments: Moments) -> Estimate? { moments.count > 0 ? Estimate(moments, confidence: confidence) : nil }
    func cell(_ total: Cell) -> Results.Cell? {
      guard total.retrievals > 0 else { return nil }
      func share(_ moments: Moments) -> Estimate { self.share(moments, total.retrievals, confidence) }
      let shares = Dictionary(uniqueKeysWithValues: Verdict.allCases.map { ($0, share(total.verdicts[$0.rawValue])) })
      let partners = total.partners.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3)
        .map { (memory: Int($0.key), share: Double($0.value) / Double(total.retrievals)) }
      return Results.Cell(
        unique: estimate(total.unique)?.asShare, shared: estimate(total.shared)?.asShare, all: estimate(total.all)?.asShare,
        fate: Fate(shares: shares, blended: share(total.blended), partners: partners), retrievals: total.retrievals)
    }
    let states = index.states.indices.map { s in
      Results.State(
        state: index.states[s], thresholds: thresholds[s], memories: memories[s].map(cell),
        groups: zip(grouping, groups[s]).compactMap { group, total in cell(total).map { (group.name, $0) } },
        falseKept: falseKept[s].count > 0 ? share(falseKept[s], thresholds[s].lures, confidence) : nil)
    }
    let slept = zip(index.sleeps, sleeps).map { sleep, sums in
      Results.Sleep(
        sleep: sleep, nremAsked: Estimate(sums.asked[0], confidence: confidence),
        nremAccepted: Estimate(sums.accepted[0], confidence: confidence),
        remAsked: Estimate(sums.asked[1], confidence: confidence),
        remAccepted: Estimate(sums.accepted[1], confidence: confidence),
        replays: sums.replays.map { Estimate($0, confidence: confidence) },
        physiology: !sleep.hasPhysiology
          ? []
          : zip(NightMeasure.all, sums.physiology).map {
            .init(name: $0.name, unit: $0.unit, asked: estimate($1.asked), came: estimate($1.came))
          })
    }
    let tested = scores.indices.compactMap { at in
      estimate(scores[at]).map {
        (state: at / index.measures.count, measure: index.measures[at % index.measures.count], estimate: $0)
      }
    }
    let recognized = recognition.enumerated().flatMap { state, moments in
      zip(["hits", "false_alarms", "d_prime"], moments).compactMap { name, m in
        estimate(m).map { (state: state, measure: name, estimate: $0) }
      }
    }
    return Results(
      index: index, subjects: subjects, confidence: confidence, states: states, sleeps: slept, scores: recognized + tested,
      similarities: codes.similarities(index), claims: [],
      agreement: [],
      warnings: [])
  }

  /// A share over subjects. Where all subjects agree (or there is but one) the t interval has no width, and Jeffreys' interval on all
  /// `trials` stands in: shares of 0 or 1 are never certain.
  private func share(_ moments: Moments, _ trials: Int, _ confidence: Double) -> Estimate {
    var result = Estimate(moments, confidence: confidence).asShare
    if moments.count < 2 || moments.sd == 0 {
      let n = moments.count < 2 ? trials : moments.count
      (result.low, result.high) = Statistics.jeffreys(Int((moments.mean * Double(n)).rounded()), of: n, confidence: confidence)
    }
    return result
  }
}
