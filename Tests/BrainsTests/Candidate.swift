import CKernels
import Foundation
import Lives
import Materials
import NetworkModels
import NumericalMethods
import Runs
import Scenarios
import Testing

/// A brain that must do what every brain does.
struct Candidate: Sendable, CustomTestStringConvertible {
  /// Who it is: a word or the path of a model file, or a brain that no file describes.
  private enum Brain: Sendable {
    case file(String?)
    case model(any BrainModel)
  }

  let testDescription: String
  private let brain: Brain
  /// Whether it learns at all.
  let learns: Bool

  /// Whether it learns by weights, which strength scales: a list has an entry or has it not.
  var isPlastic: Bool { if case .file = brain { true } else { !learns } }

  private init(_ name: String, _ brain: Brain, learns: Bool = true) {
    (testDescription, self.brain, self.learns) = (name, brain, learns)
  }

  private static let scenarios = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("scenarios").path

  /// Every model file whose brain has a surface, and brains that come with the program or with these tests.
  static let all: [Candidate] =
    [
      standard,
      Candidate("lookup table", .model(LookupTable())), Candidate("three tables", .model(LookupTable(tables: 3))),
      Candidate("constant", .model(ConstantAnswer()), learns: false),
    ] + models

  /// The default brain.
  static let standard = Candidate("trisynaptic", .file(nil))

  private static let models: [Candidate] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: scenarios + "/models")) ?? []
    return names.filter { $0.hasSuffix(".yaml") && !withoutSurface.contains($0) }.sorted().map(model)
  }()

  /// Models that live tasks of their own, and hold no items.
  static let withoutSurface = ["Kali_Dayan_2004.yaml", "Norman_et_al_2005-rem.yaml", "Tome_et_al_2022.yaml"]

  static func model(_ file: String) -> Candidate { Candidate(file, .file(scenarios + "/models/" + file)) }

  /// What it makes of a scenario's text.
  func plan(_ text: String, _ overrides: [Override] = []) throws -> Plan {
    try plan(overrides) { ScenarioFile(text: text, name: "t.yaml", directory: ".", brain: $0) }
  }

  /// What it makes of one of the scenarios that come with the program.
  func plan(of name: String, _ overrides: [Override] = []) throws -> Plan {
    try plan(overrides) { try ScenarioFile(path: Self.scenarios + "/\(name).yaml", brain: $0) }
  }

  private func plan(_ overrides: [Override], _ file: (String?) throws -> ScenarioFile) throws -> Plan {
    switch brain {
    case .file(let path): return try Plan.read(try file(path), overrides: overrides)
    case .model(let model):
      var file = try file(nil)
      file.model = model
      return try Plan.read(file, overrides: overrides)
    }
  }
}

/// Brains of one candidate that begin alike, and patterns for them to learn.
struct Bench {
  let plan: Plan
  private let maker: any BrainMaker

  /// `changes`: what differs in the brain, as "pathways.perforant.rate=0.3"; or what is taken out of it, as "ablate=[no_schema]".
  init(_ candidate: Candidate, _ changes: String...) throws {
    plan = try candidate.plan(
      """
      format: 1
      name: t
      materials: {m: {generator: random_patterns, units: 20, classes: [{name: a, items: 1}]}}
      timeline: [{study: {materials: m}}]
      """,
      changes.map { change in
        let halves = change.split(separator: "=", maxSplits: 1).map(String.init)
        return Override(path: halves[0] == "ablate" ? halves[0] : "brain." + halves[0], value: halves[1])
      })
    maker = plan.model.maker(plan, kernels: engram_kernels_selected())
  }

  var map: BrainMap { plan.map }

  func newborn(_ subject: Int = 1) throws -> any MemoryBrain { try #require(try maker.brain(of: subject) as? any MemoryBrain) }

  func key(_ number: Int) -> StreamKey { StreamKey(seed: 1, subject: 1, purpose: Purpose(.test, number)) }

  /// Items of full size with no unit in common; only the first ones are learnt.
  func items() throws -> [[Int32]] {
    let surface = try #require(map.surface)
    var random = RandomStream(key(99))
    let units = random.shuffled((0..<surface.units).map { Int32($0) })
    return (0..<6).map { units[($0 * surface.active)..<($0 + 1) * surface.active].sorted() }
  }

  /// A brain that has learnt the first three items, under noise `number`.
  func trained(_ number: Int = 1) throws -> any MemoryBrain {
    var brain = try newborn()
    brain.startNoise(key(number))
    for _ in 0..<5 { for item in try items().prefix(3) { brain.learn(Presentation(units: item)) } }
    return brain
  }

  /// Half of an item, and the rest.
  func halves(_ item: [Int32]) -> (cue: [Int32], rest: [Int32]) {
    (stride(from: 0, to: item.count, by: 2).map { item[$0] }, stride(from: 1, to: item.count, by: 2).map { item[$0] })
  }

  /// The answer under noise of one number.
  func answer(_ brain: any MemoryBrain, _ cue: [Int32], _ lesion: Lesion = .none, noise: Int = 2) -> [Float] {
    brain.startNoise(key(noise))
    return brain.answer(to: cue, lesion: lesion)
  }

  /// How well the withheld halves of items come back, on average.
  func recall(_ brain: any MemoryBrain, _ items: some Collection<[Int32]>, _ lesion: Lesion = .none) -> Double {
    var sum = 0.0, count = 0.0
    for item in items {
      let (cue, rest) = halves(item), p = answer(brain, cue, lesion)
      for unit in rest { sum += Double(p[Int(unit)]) }
      count += Double(rest.count)
    }
    return sum / count
  }

  /// Everything that is asked here of a brain, to compare two of them by.
  func portrait(_ brain: any MemoryBrain) throws -> [[Float]] {
    try items().flatMap { item in [answer(brain, halves(item).cue), answer(brain, item, noise: 3)] }
  }

  /// Whether a list is an answer: a probability of each unit of the surface.
  func isAnswer(_ p: [Float]) -> Bool { p.count == map.surface?.units && p.allSatisfy { $0.isFinite && (0...1).contains($0) } }
}
