import Analysis
import Declarations
import Foundation
import Lives
import NetworkModels
import Recordings
import Reporting
import Runs
import Scenarios
import Testing

/// The default brain as a file: it says everything, what is changed in it changes the brain, and a further cortex is one like neocortex.
struct TrisynapticModelTests {
  private static let file = Candidate.model("trisynaptic.yaml"), prefrontal = Candidate.model("trisynaptic-prefrontal.yaml")

  /// Keys of a value and of all that is in it, with repetitions.
  private static func keys(_ value: Value) -> [String] {
    guard case .map(let pairs) = value else { return [] }
    return pairs.flatMap { [$0.key] + keys($0.value) }
  }

  /// Nothing of the default brain is left unsaid, and what is said is the default.
  @Test func fileIsTheDefault() throws {
    let said = try Self.file.plan(of: "one-night"), standard = try Candidate.standard.plan(of: "one-night")
    #expect(said.contents == standard.contents && said.digest == standard.digest)
    let brain = try #require(standard.contents["scenario"]?["brain"])
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("scenarios/models/trisynaptic.yaml")
    var words: [String: Int] = [:]
    for line in try String(contentsOf: path, encoding: .utf8).split(separator: "\n") {
      let text = line.prefix { $0 != "#" }
      for piece in text.split(separator: ":", omittingEmptySubsequences: false).dropLast() {
        let word = String(piece.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
        words[word, default: 0] += 1
      }
    }
    for (key, keys) in Dictionary(grouping: Self.keys(brain), by: \.self) {
      #expect(words[key] == keys.count, "\(key): \(keys.count) times in the brain")
    }
    #expect(try Self.bytes(said) == Self.bytes(standard))
  }

  private static func bytes(_ plan: Plan) throws -> [[UInt8]] {
    var bytes: [[UInt8]] = []
    try Runner(plan, first: 1, last: 2, jobs: 1).run { bytes.append(RecordCodec.encode($0)) }
    return bytes
  }

  private static func codes(_ bench: Bench) throws -> [Code?] {
    let brain = try bench.newborn()
    brain.startNoise(bench.key(3))
    return try brain.codes(of: bench.items()[0], kind: .initial, lesion: .none)
  }

  /// Other weights in one pathway: other codes behind it, the same elsewhere (dentate gyrus, CA3, CA1, neocortex).
  @Test(arguments: [
    ("cortical_input.share=0.4", [3]), ("cortical_input.weights=[0.1, 0.9]", [3]), ("monosynaptic_pathway.share=0.4", [2]),
    ("dentate.share=0.3", [0, 1]), ("mossy.share=0.06", [1]), ("perforant.rate=0.1", []),
    ("schaffer.share=0.5", []),
  ])
  func changedConnectivityChangesTheCodesBehindIt(_ change: String, _ parts: [Int]) throws {
    let before = try Self.codes(Bench(Candidate.standard)),
      after = try Self.codes(Bench(Candidate.standard, "pathways.\(change)"))
    #expect(before.indices.filter { before[$0] != after[$0] } == parts)
  }

  /// What a pathway learns by is its own: a loop of which one part is fixed recalls nothing, and an output can be Hebbian.
  @Test func rulesAndRatesArePathwaysOwn() throws {
    func gain(_ changes: String) throws -> Double {
      let bench = try Bench(Candidate.standard, changes), items = try bench.items().prefix(3)
      // The loop alone: without cortex and the direct path to CA1.
      let lesion = Lesion(parts: try #require(bench.map.lesion("cortex")).parts, cut: [0])
      return try bench.recall(bench.trained(), items, lesion) - bench.recall(bench.newborn(), items, lesion)
    }
    #expect(try gain("pathways.output={rule: delta}") > 0.5)
    #expect(try gain("pathways.output={rule: hebb, rate: 0.5, depression: 0.25}") > 0.5)
    #expect(try gain("pathways.output={rule: fixed}").magnitude < 0.05)
    #expect(try gain("pathways.schaffer={rule: fixed}").magnitude < 0.05)
    #expect(try gain("pathways.output={rule: delta, rate: 0.02}") < gain("pathways.output={rule: delta}") - 0.1)
  }

  @Test func plasticDentateGyrusChangesItsCodes() throws {
    let fixed = try Bench(Candidate.standard), plastic = try Bench(Candidate.standard, "pathways.dentate={rule: hebb, rate: 0.1}")
    func codes(_ bench: Bench) throws -> [Code?] {
      let item = try bench.items()[0]
      return try [bench.newborn(), bench.trained()].map { brain in
        brain.startNoise(bench.key(3))
        return brain.codes(of: item, kind: .initial, lesion: .none)[0]
      }
    }
    let before = try codes(fixed), after = try codes(plastic)
    #expect(before[0] == before[1] && after[0] == before[0])
    // What it learnt is what answered: the same winners, driven more.
    #expect(after[1] != nil)
    let pairs = try [fixed, plastic].map { bench -> Double in
      let brain = try bench.trained(), item = try bench.items()[0]
      // A part of the item, and the whole.
      let codes = [bench.halves(item).cue, item].map { brain.codes(of: $0, kind: .initial, lesion: .none)[0] }
      let part = try #require(codes[0]), whole = try #require(codes[1])
      return try #require(Code.correlation(part, whole))
    }
    #expect(pairs[1] > pairs[0] + 0.1, "\(pairs)")
  }

  /// Each pathway fades by its own time.
  @Test func decayIsPathwaysOwn() throws {
    func left(_ change: String) throws -> Double {
      let bench = try Bench(Candidate.standard, change), lesion = try #require(bench.map.lesion("cortex"))
      var brain = try bench.trained()
      brain.pass(hours: 30 * 24, asleep: false)
      return try bench.recall(brain, bench.items().prefix(3), lesion)
    }
    let all = try left("pathways.output.decay=9 d"), output = try left("pathways.output.decay=none")
    #expect(output > all + 0.2, "\(output) against \(all)")
  }

  /// Without a direct path CA1 is driven by CA3, at encoding too: the hippocampus learns and recalls all the same.
  @Test func aBrainCanBeWithoutItsMonosynapticPathway() throws {
    let bench = try Bench(
      Candidate.standard, "pathways={monosynaptic_pathway: none, schaffer: {share: 0.5, weights: [0, 0.6]}}")
    #expect(bench.map.wires.isEmpty && bench.map.lesion("monosynaptic_pathway") == nil)
    let lesion = try #require(bench.map.lesion("cortex")), items = try bench.items().prefix(3)
    let learnt = try bench.recall(bench.trained(), items, lesion), newborn = try bench.recall(bench.newborn(), items, lesion)
    #expect(learnt > newborn + 0.3, "\(learnt) against \(newborn)")
    // Nothing else reaches CA1.
    let silent = try #require(bench.map.lesion("ca3")), brain = try bench.trained()
    #expect(try brain.codes(of: bench.items()[0], kind: .initial, lesion: silent)[2] == nil)
    #expect(try bench.recall(brain, items, Lesion(parts: silent.parts + lesion.parts)) < newborn + 0.1)
  }

  /// Some units of a part silent: the same ones whatever the noise, and those of a smaller share among them.
  @Test(arguments: [Candidate.standard, prefrontal]) func partialLesionsAreNested(_ candidate: Candidate) throws {
    let bench = try Bench(candidate), map = bench.map, item = try bench.items()[0], brain = try bench.trained()
    func code(_ part: Int, _ share: Double, _ noise: Int, _ kind: ResponseKind) -> Set<Int32> {
      brain.startNoise(bench.key(noise))
      let codes = brain.codes(of: item, kind: kind, lesion: Lesion(parts: [.init(part, share: share)]))
      guard case .active(let units, _)? = codes[part - 1] else { return [] }
      return Set(units)
    }
    for part in map.parts.indices.dropFirst() {
      // All units that are silent at a share never win, whatever the noise.
      for (less, more) in [(0, 0.3), (0.3, 0.6), (0.6, 1)] {
        let few = code(part, more, 3, .initial), many = code(part, less, 3, .initial)
        #expect(few.isStrictSubset(of: many), "\(map.parts[part]) at \(more)")
      }
      let silent = code(part, 0, 3, .initial).subtracting(code(part, 0.5, 3, .initial))
      for noise in 4..<8 { #expect(silent.isDisjoint(with: code(part, 0.5, noise, .settled))) }
    }
  }

  /// The more of a store is silent, the less it recalls; a silent unit of the surface does not answer.
  @Test func partialLesionsCostRecall() throws {
    let bench = try Bench(Candidate.standard), items = try bench.items().prefix(3), brain = try bench.trained()
    let cortex = try #require(bench.map.parts.firstIndex(of: "neocortex"))
    for part in [2, 3] {
      let left = [0, 0.5, 0.9, 1].map {
        bench.recall(brain, items, Lesion(parts: [.init(cortex), .init(part, share: $0)], cut: [0]))
      }
      #expect(left[0] > left[2] + 0.2 && left[1] > left[2] - 0.05, "\(bench.map.parts[part]): \(left)")
    }
    let p = bench.answer(brain, items[0], Lesion(parts: [.init(0, share: 0.5)]))
    #expect(p.count { $0 == 0 } == 100)
  }

  /// A night of replay.
  private static func slept(_ bench: Bench) throws -> any MemoryBrain {
    var brain = try bench.trained()
    brain.startNoise(bench.key(5))
    brain.fallAsleep(Priority())
    for _ in 0..<150 { _ = brain.replay(ReplayAttempt(stage: .nrem)) }
    for _ in 0..<20 { _ = brain.replay(ReplayAttempt(stage: .rem)) }
    brain.wakeUp()
    return brain
  }

  @Test func aFurtherCortexLearnsAnswersAndIsErased() throws {
    let bench = try Bench(Self.prefrontal), map = bench.map, items = try bench.items().prefix(3), brain = try Self.slept(bench)
    func silent(_ names: [String]) throws -> Lesion {
      try names.reduce(into: Lesion()) { $0.parts += try #require(map.lesion($1)).parts }
    }
    let neither = try silent(["hippocampus", "neocortex", "prefrontal_cortex"])
    #expect(try silent(["hippocampus", "cortex"]) == neither)
    let nothing = bench.recall(brain, items, neither)
    #expect(nothing < 0.1)
    for alone in ["neocortex", "prefrontal_cortex"] {
      let other = alone == "neocortex" ? "prefrontal_cortex" : "neocortex"
      let left = try bench.recall(brain, items, silent(["hippocampus", other]))
      #expect(left > nothing + 0.3, "\(alone) alone: \(left)")
      #expect(try bench.recall(bench.newborn(), items, silent(["hippocampus", other])) < nothing + 0.1)
    }
    var erased = brain
    erased.erase(store: try #require(map.stores.firstIndex { $0.name == "cortex" }))
    #expect(try bench.recall(erased, items, silent(["hippocampus"])) < nothing + 0.1)
    #expect(try bench.recall(erased, items, silent(["cortex"])) > nothing + 0.3)
    // Its code is its own.
    let codes = brain.codes(of: items[0], kind: .settled, lesion: try silent(["neocortex"]))
    #expect(map.coded.last == "prefrontal_cortex" && codes[3] == nil && codes[4] != nil)
  }

  /// A cortex with rates of nought knows nothing, and the other learns what it would learn anyway.
  @Test func aFurtherCortexHasRatesOfItsOwn() throws {
    let bench = try Bench(
      Self.prefrontal, "pathways.prefrontal_output={from: prefrontal_cortex, to: entorhinal_cortex, rule: fixed}")
    let brain = try Self.slept(bench), items = try bench.items().prefix(3)
    let parts = try ["hippocampus", "neocortex"].flatMap { try #require(bench.map.lesion($0)).parts }
    #expect(bench.recall(brain, items, Lesion(parts: parts)) < 0.1)
    #expect(try bench.recall(brain, items, #require(bench.map.lesion("hippocampus"))) > 0.4)
  }

  /// A store of its own can be erased alone.
  @Test func aFurtherCortexCanBeAStore() throws {
    let bench = try Bench(
      Self.prefrontal,
      "stores={hippocampus: [dentate_gyrus, ca3, ca1, monosynaptic_pathway], cortex: [neocortex], executive: [prefrontal_cortex]}"
    )
    var brain = try Self.slept(bench)
    let items = try bench.items().prefix(3)
    func alone(_ brain: any MemoryBrain, _ other: String) throws -> Double {
      let parts = try ["hippocampus", other].flatMap { try #require(bench.map.lesion($0)).parts }
      return bench.recall(brain, items, Lesion(parts: parts))
    }
    let before = try alone(brain, "executive")
    brain.erase(store: 2)
    #expect(try alone(brain, "cortex") < 0.1)
    #expect(try alone(brain, "executive") == before && before > 0.4)
  }

  /// Tables, record and page have the further cortex.
  @Test func aFurtherCortexIsReported() throws {
    let plan = try Self.prefrontal.plan(of: "one-night", [Override(path: "subjects", value: "2")])
    #expect(plan.index.parts.last == "prefrontal_cortex" && plan.index.network.parts.last == "prefrontal_cortex")
    var records: [SubjectRecord] = []
    try Runner(plan, first: 1, last: 2, jobs: 1).run { records.append($0) }
    #expect(records.allSatisfy { record in record.codes.contains { Int($0.part) == plan.index.parts.count - 1 } })
    let results = try plan.run(jobs: 1)
    let source = RunPage.Source(
      version: Release.version, plan: plan.contents, digest: plan.digest, command: "engram", first: records[0])
    let page = RunPage(results, scenario: plan.scenario, source: source).html
    #expect(page.contains("entorhinal cortex, neocortex and prefrontal cortex"))
    #expect(page.contains("{\"name\": \"prefrontal cortex\", \"x\": 461"))
    #expect(TextReport(results, scenario: plan.scenario).text.contains("trisynaptic-prefrontal"))
  }

  /// Numbers of pathways can differ between subjects.
  @Test func pathwaysCanDifferBetweenSubjects() throws {
    // Nothing else differs in how strongly they store.
    func spread(_ rate: String) throws -> Double {
      let bench = try Bench(
        Candidate.standard, "pathways.output.rate=\(rate)", "parameters={encoding_variability: 0, item_variability: 0}")
      let values = try (1...6).map { subject in
        var brain = try bench.newborn(subject)
        brain.startNoise(bench.key(1))
        for item in try bench.items().prefix(3) { brain.learn(Presentation(units: item)) }
        return try bench.recall(brain, bench.items().prefix(3))
      }
      return (values.max() ?? 0) - (values.min() ?? 0)
    }
    let same = try spread("0.25"), varied = try spread("{distribution: uniform, low: 0.01, high: 0.5}")
    #expect(same < 0.15 && varied > 0.3, "\(same), \(varied)")
  }
}
