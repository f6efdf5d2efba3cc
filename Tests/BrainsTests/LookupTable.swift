import CKernels
import Declarations
import Lives
import Materials
import NetworkModels
import NumericalMethods
import Runs
import Scenarios

/// A brain that is no network: a list of what it has learnt. It answers with the entry that a cue overlaps most, and replays them in turn.
struct LookupTable: Declared {
  /// Each is a copy of the list; one is the usual number.
  var tables = 1

  static let declaration = Declaration<Self>(
    "lookup", "A list of what was learnt.", fields: [.integer("tables", \.tables, 1...9, "copies of the list, each a store")])
}

extension LookupTable: BrainModel {
  static let noun = "a lookup table"
  var description: String { "a list of what was learnt, \(tables) times over" }
  var size: String { "\(tables) tables" }
  var ablations: [Ablation] { [] }
  func check(_ reader: inout Reader) {}

  private var names: [String] { (1...tables).map { "table-\($0)" } }

  var map: BrainMap {
    var map = BrainMap()
    map.surface = InputLayer(units: 200, active: 20, size: 1)
    map.parts = ["page"] + names
    map.answering = ["page"]
    map.stores = names.map { .init($0, parts: [$0]) }
    map.abilities = [.items, .sleep, .erasure, .recognition]
    return map
  }

  func maker(_ plan: Plan, kernels: UnsafePointer<engram_kernels>) -> any BrainMaker { Maker(self) }

  private final class Maker: BrainMaker {
    private let settings: LookupTable

    init(_ settings: LookupTable) { self.settings = settings }

    func brain(of subject: Int) -> any Brain { LookupBrain(tables: Array(repeating: [], count: settings.tables)) }
  }
}

private struct LookupBrain: MemoryBrain {
  /// Entries of each table.
  var tables: [[[Int32]]]
  private var next = 0

  init(tables: [[[Int32]]]) { self.tables = tables }

  func startNoise(_ key: StreamKey) {}

  func withNoise(_ key: StreamKey, _ body: () -> Void) { body() }

  mutating func learn(_ presentation: Presentation) {
    for i in tables.indices where !tables[i].contains(presentation.units) { tables[i].append(presentation.units) }
  }

  func answer(to cue: [Int32], lesion: Lesion) -> [Float] {
    var answer = [Float](repeating: 0, count: 200), most = 0
    var best: [Int32] = []
    // Part 0 is the page; table i is part i + 1.
    for (i, table) in tables.enumerated() where !lesion.off.contains(i + 1) {
      for entry in table {
        let common = Set(entry).intersection(cue).count
        if common > most { (most, best) = (common, entry) }
      }
    }
    for unit in best { answer[Int(unit)] = 1 }
    return answer
  }

  func codes(of pattern: [Int32], kind: ResponseKind, lesion: Lesion) -> [Code?] { [] }

  mutating func fallAsleep(_ priority: Priority) { next = 0 }

  mutating func replay(_ attempt: ReplayAttempt) -> ReplayOutcome {
    guard let table = tables.first(where: { !$0.isEmpty }) else { return ReplayOutcome(isAccepted: false, pattern: []) }
    next += 1
    return ReplayOutcome(isAccepted: true, pattern: table[(next - 1) % table.count])
  }

  mutating func erase(store: Int) { tables[store] = [] }
}
