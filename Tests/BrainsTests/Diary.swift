import CKernels
import Declarations
import Foundation
import Lives
import Materials
import NetworkModels
import NumericalMethods
import Runs
import Scenarios

/// A brain that does nothing but note what happens to it.
struct Diary: Declared {
  /// What happened, in order.
  final class Pages: @unchecked Sendable {
    private let lock = NSLock()
    private var lines: [String] = []
    func add(_ line: String) { lock.withLock { lines.append(line) } }
    var all: [String] { lock.withLock { lines } }
  }

  let pages = Pages()

  static let declaration = Declaration<Self>("diary", "Notes what happens.", fields: [])
}

extension Diary: BrainModel {
  static let noun = "a diary"
  var description: String { "a diary" }
  var size: String { "no units" }
  var ablations: [Ablation] { [] }
  func check(_ reader: inout Reader) {}

  var map: BrainMap {
    var map = BrainMap()
    map.surface = InputLayer(units: 200, active: 20, size: 1)
    map.abilities = [.items, .sleep, .decay]
    map.stages = [.nrem]
    return map
  }

  func maker(_ plan: Plan, kernels: UnsafePointer<engram_kernels>) -> any BrainMaker { Maker(pages) }

  private final class Maker: BrainMaker {
    private let pages: Pages

    init(_ pages: Pages) { self.pages = pages }

    func brain(of subject: Int) -> any Brain { DiaryBrain(pages: pages) }
  }
}

private struct DiaryBrain: MemoryBrain {
  let pages: Diary.Pages

  func startNoise(_ key: StreamKey) { pages.add("noise \(key.purpose)") }
  func withNoise(_ key: StreamKey, _ body: () -> Void) { body() }
  mutating func learn(_ presentation: Presentation) { pages.add("learn \(presentation.strength) \(presentation.units)") }
  func answer(to cue: [Int32], lesion: Lesion) -> [Float] {
    pages.add("answer \(cue)")
    return [Float](repeating: 0.5, count: 200)
  }
  func codes(of pattern: [Int32], kind: ResponseKind, lesion: Lesion) -> [Code?] { [] }
  mutating func fallAsleep(_ priority: Priority) { pages.add("asleep") }
  mutating func replay(_ attempt: ReplayAttempt) -> ReplayOutcome {
    pages.add("replay \(attempt.stage.name)")
    return ReplayOutcome(isAccepted: false, pattern: [])
  }
  mutating func wakeUp() { pages.add("awake") }
  mutating func pass(hours: Double, asleep: Bool) { pages.add("pass \(hours)") }
  mutating func erase(store: Int) {}
}
