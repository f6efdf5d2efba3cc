import NumericalMethods
import Recordings

/// Scores of a retrieval from the probabilities p of the entorhinal units, on units that were not cued only.
///
///     u = mean p over withheld unique units,  g = mean p over withheld shared units
///     v = max over other memories j of mean p over P_j \ P_m
///
/// All are means, so they depend on no size and on no numbering of units. Holds marks for the units of one memory at a time.
struct Scoring {
  fileprivate var marks: [Bool]

  init(units: Int) { marks = [Bool](repeating: false, count: units) }

  static func mean(_ p: [Float], _ units: [Int32]) -> Float {
    guard !units.isEmpty else { return .nan }
    var sum: Float = 0
    for unit in units { sum += p[Int(unit)] }
    return sum / Float(units.count)
  }

  /// Share of units with probability of at least one half.
  static func shareCorrect(_ p: [Float], _ units: [Int32]) -> Float {
    guard !units.isEmpty else { return .nan }
    return Float(units.count { p[Int($0)] >= 0.5 }) / Float(units.count)
  }

  /// The strongest competitor among `memories` of a pattern, and its position there; (0, nil) if there is none.
  mutating func competitor(_ p: [Float], of pattern: [Int32], except own: Int?, among memories: [Memory]) -> (Float, Int?) {
    for unit in pattern { marks[Int(unit)] = true }
    defer { for unit in pattern { marks[Int(unit)] = false } }
    var best: Float = 0, who: Int?
    for (j, memory) in memories.enumerated() where j != own {
      var sum: Float = 0, count = 0
      for unit in memory.units where !marks[Int(unit)] {
        sum += p[Int(unit)]
        count += 1
      }
      guard count > 0 else { continue }
      let value = sum / Float(count)
      if who == nil || value > best { (best, who) = (value, j) }
    }
    return (best, who)
  }

  /// The competitor score when every other memory's own units are replaced by random units outside the pattern: what chance gives.
  mutating func phantom(_ p: [Float], of own: Int, among memories: [Memory], _ random: inout RandomStream) -> Float? {
    let pattern = memories[own].units
    for unit in pattern { marks[Int(unit)] = true }
    defer { for unit in pattern { marks[Int(unit)] = false } }
    let outside = marks.count - pattern.count
    var best: Float?
    for (j, memory) in memories.enumerated() where j != own {
      let count = memory.units.count { !marks[Int($0)] }
      guard count > 0, count <= outside else { continue }
      var sum: Float = 0, drawn: [Int] = []
      while drawn.count < count {
        let unit = random.below(marks.count)
        guard !marks[unit] else { continue }
        marks[unit] = true
        drawn.append(unit)
        sum += p[unit]
      }
      for unit in drawn { marks[unit] = false }
      best = max(best ?? 0, sum / Float(count))
    }
    return best
  }

  /// All scores of one retrieval of a memory.
  mutating func score(
    _ p: [Float], of own: Int, cue: Cue, among memories: [Memory], state: Int, trial: Int
  ) -> RetrievalScore {
    let memory = memories[own]
    let (v, partner) = competitor(p, of: memory.units, except: own, among: memories)
    for unit in memory.units { marks[Int(unit)] = true }
    var wrong = 0
    for i in marks.indices where p[i] >= 0.5 && !marks[i] { wrong += 1 }
    for unit in memory.units { marks[Int(unit)] = false }
    return RetrievalScore(
      state: Int32(state), memory: Int32(memory.id), trial: Int32(trial), unique: Self.mean(p, cue.unique),
      shared: Self.mean(p, cue.shared), all: Self.mean(p, cue.unique + cue.shared), competitor: v,
      partner: partner.map { Int32(memories[$0].id) } ?? -1, uniqueCorrect: Self.shareCorrect(p, cue.unique),
      sharedCorrect: Self.shareCorrect(p, cue.shared), wrong: Float(wrong))
  }

  /// A pattern that was never studied, made from a studied one: `kind` 0 keeps its shared units and draws new unique ones, 1 draws
  /// all units anew, calling as many of them shared as the model has. New units come from all others; only the combination is new. Where the
  /// model has a cue of its own, as many units of each kind are shown of the lure.
  mutating func lure(like memory: Memory, kind: Int, _ random: inout RandomStream) -> Memory {
    let kept = kind == 0 ? memory.shared : []
    var drawn: [Int32] = []
    for unit in kept { marks[Int(unit)] = true }
    let wanted = min(memory.units.count, marks.count) - kept.count
    while drawn.count < wanted {
      let unit = random.below(marks.count)
      guard !marks[unit] else { continue }
      marks[unit] = true
      drawn.append(Int32(unit))
    }
    for unit in kept + drawn { marks[Int(unit)] = false }
    // With fewer than four unique units one withheld unit would decide the quantile: score all of a novel lure then.
    let sharedCount = memory.unique.count < 4 ? 0 : memory.shared.count
    let shared = kind == 0 ? kept : Array(drawn.prefix(sharedCount)).sorted()
    let sharedCue = memory.cue.filter(memory.shared.contains), rest = memory.cue.count - sharedCue.count
    let cue = (kind == 0 ? sharedCue : Array(drawn.prefix(sharedCue.count))) + drawn.suffix(rest)
    return Memory(id: -1, family: memory.family, units: (kept + drawn).sorted(), shared: shared, cue: cue.sorted())
  }
}

extension Scoring {
  /// How many units two patterns have in common.
  mutating func common(_ a: [Int32], _ b: [Int32]) -> Int {
    for unit in a { marks[Int(unit)] = true }
    defer { for unit in a { marks[Int(unit)] = false } }
    return b.count { marks[Int($0)] }
  }
}
