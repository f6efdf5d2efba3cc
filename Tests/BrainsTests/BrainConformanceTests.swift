import NetworkModels
import Scenarios
import Testing

/// What every brain must do, whatever it is made of: networks of rates, of spikes and of layers, and brains that are no networks.
struct BrainConformanceTests {
  @Test(arguments: Candidate.all) func answersAreProbabilities(_ candidate: Candidate) throws {
    let bench = try Bench(candidate), item = try bench.items()[0]
    for brain in [try bench.newborn(), try bench.trained()] {
      for cue in [[], [item[0]], bench.halves(item).cue, item] {
        #expect(bench.isAnswer(bench.answer(brain, cue)), "\(cue.count) units")
      }
    }
  }

  @Test(arguments: Candidate.all) func retrievalChangesNothing(_ candidate: Candidate) throws {
    let bench = try Bench(candidate), brain = try bench.trained(), before = try bench.portrait(brain)
    for name in bench.map.silenceable {
      let lesion = try #require(bench.map.lesion(name))
      _ = try brain.answer(to: bench.items()[1], lesion: lesion)
      _ = try brain.codes(of: bench.items()[2], kind: .settled, lesion: lesion)
    }
    #expect(try bench.portrait(brain) == before)
  }

  /// Noise aside leaves the present stream where it was.
  @Test(arguments: Candidate.all) func noiseHasAnAddress(_ candidate: Candidate) throws {
    let bench = try Bench(candidate), brain = try bench.trained(), cue = try bench.halves(bench.items()[0]).cue
    let first = bench.answer(brain, cue), second = brain.answer(to: cue, lesion: .none)
    #expect(bench.answer(brain, cue) == first)
    brain.withNoise(bench.key(7)) { _ = brain.answer(to: cue, lesion: .none) }
    #expect(brain.answer(to: cue, lesion: .none) == second)
  }

  @Test(arguments: Candidate.all) func aCopyIsABrainOfItsOwn(_ candidate: Candidate) throws {
    let bench = try Bench(candidate), items = try bench.items(), copy = try bench.trained(), before = try bench.portrait(copy)
    var brain = copy
    func live() {
      brain.startNoise(bench.key(4))
      for item in items.suffix(3) { brain.learn(Presentation(units: item)) }
      brain.fallAsleep(Priority())
      for stage in [ReplayAttempt.Stage.nrem, .rem] { _ = brain.replay(ReplayAttempt(stage: stage)) }
      brain.wakeUp()
      brain.pass(hours: 100, asleep: false)
      for store in bench.map.stores.indices { brain.erase(store: store) }
    }
    live()
    let after = try bench.portrait(brain)
    #expect(!candidate.learns || after != before)
    #expect(try bench.portrait(copy) == before)
    // What happens to the copy is what happened to the other.
    brain = copy
    live()
    #expect(try bench.portrait(brain) == after)
  }

  @Test(arguments: Candidate.all.filter(\.learns)) func whatWasLearntIsAnsweredBetter(_ candidate: Candidate) throws {
    let bench = try Bench(candidate), brain = try bench.trained(), items = try bench.items()
    let learnt = bench.recall(brain, items.prefix(3)), new = bench.recall(brain, items.suffix(3))
    #expect(learnt > new + 0.2, "\(learnt) against \(new)")
    let newborn = try bench.recall(bench.newborn(), items.prefix(3))
    #expect(learnt > newborn + 0.2, "\(learnt) against \(newborn) before")
  }

  /// A study that spares the cortex teaches it nothing, and a brain with no other store learns all the same.
  @Test(arguments: Candidate.all.filter(\.learns)) func aSparedCortexLearnsNothing(_ candidate: Candidate) throws {
    let bench = try Bench(candidate), items = try bench.items(), newborn = try bench.newborn()
    var brain = newborn
    brain.startNoise(bench.key(1))
    for _ in 0..<5 { for item in items.prefix(3) { brain.learn(Presentation(units: item, teachesCortex: false)) } }
    #expect(bench.recall(brain, items.prefix(3)) > bench.recall(newborn, items.prefix(3)) + 0.2)
    let map = bench.map, others = map.stores.indices.filter { $0 != map.spared }
    guard map.spared != nil, others.count == 1, let lesion = map.lesion(map.stores[others[0]].name) else { return }
    // Expected activities may have changed, which weigh what is sent; what comes back is no better for it.
    #expect((bench.recall(brain, items.prefix(3), lesion) - bench.recall(newborn, items.prefix(3), lesion)).magnitude < 0.1)
  }

  /// A presentation without strength teaches nothing.
  @Test(arguments: Candidate.all.filter(\.isPlastic)) func strengthScalesWhatIsLearnt(_ candidate: Candidate) throws {
    let bench = try Bench(candidate), items = try bench.items().suffix(3)
    var brain = try bench.trained()
    let before = try bench.portrait(brain)
    for _ in 0..<5 { for item in items { brain.learn(Presentation(units: item, strength: 0)) } }
    #expect(try bench.portrait(brain) == before)
  }

  /// What an event teaches the cortex goes by its coupling: none, nothing.
  @Test(arguments: Candidate.all) func uncoupledEventsTeachNothing(_ candidate: Candidate) throws {
    let bench = try Bench(candidate), map = bench.map
    guard map.abilities.isSuperset(of: [.sleep, .physiology]) else { return }
    let cortex = map.lesion("hippocampus") ?? .none, items = try bench.items()
    func answers(_ brain: any MemoryBrain) -> [[Float]] { items.map { bench.answer(brain, bench.halves($0).cue, cortex) } }
    func slept(_ coupling: Double) throws -> [[Float]] {
      var brain = try bench.trained()
      brain.startNoise(bench.key(5))
      brain.fallAsleep(Priority())
      for stage in map.stages.sorted(by: { $0.rawValue < $1.rawValue }) {
        for _ in 0..<40 { _ = brain.replay(ReplayAttempt(stage: stage, coupling: coupling)) }
      }
      brain.wakeUp()
      return answers(brain)
    }
    let before = try answers(bench.trained())
    #expect(try slept(0) == before)
    if candidate.isPlastic { #expect(try slept(1) != before) }
  }

  /// Features that are attended in turn are learnt all.
  @Test(arguments: Candidate.all.filter(\.learns)) func whatIsAttendedIsLearnt(_ candidate: Candidate) throws {
    let bench = try Bench(candidate), items = try bench.items().prefix(3), newborn = try bench.newborn()
    guard bench.map.abilities.contains(.attention) else { return }
    var brain = newborn
    brain.startNoise(bench.key(1))
    for i in 0..<6 {
      for item in items {
        let (cue, rest) = bench.halves(item)
        brain.learn(Presentation(units: item, attended: i % 2 == 0 ? rest : cue))
      }
    }
    #expect(bench.recall(brain, items) > bench.recall(newborn, items) + 0.2)
  }

  /// Of an experience of which nothing is attended nothing is learnt.
  @Test(arguments: Candidate.all) func whatIsNotAttendedIsNotLearnt(_ candidate: Candidate) throws {
    let bench = try Bench(candidate), items = try bench.items()
    guard bench.map.abilities.contains(.attention) else { return }
    var brain = try bench.trained()
    let before = try bench.portrait(brain)
    for item in items { brain.learn(Presentation(units: item, attended: [])) }
    #expect(try bench.portrait(brain) == before)
  }

  /// Activities below 1, as traces of an item before have them.
  @Test(arguments: Candidate.all) func tracesAreTaken(_ candidate: Candidate) throws {
    let bench = try Bench(candidate), items = try bench.items()
    var brain = try bench.trained()
    let units = (items[3] + items[4]).sorted()
    brain.learn(Presentation(units: units, amplitudes: units.map { items[3].contains($0) ? 1 : 0.3 }, strength: 0.5, salience: 1))
    for item in items { #expect(bench.isAnswer(bench.answer(brain, bench.halves(item).cue))) }
  }

  @Test(arguments: Candidate.all) func everyNameCanBeSilenced(_ candidate: Candidate) throws {
    let bench = try Bench(candidate), map = bench.map, brain = try bench.trained(), cue = try bench.halves(bench.items()[0]).cue
    for name in map.silenceable {
      let lesion = try #require(map.lesion(name), "\(name)")
      #expect(bench.isAnswer(bench.answer(brain, cue, lesion)), "\(name)")
    }
    // Not all that answers can be silent.
    for name in map.stores.map(\.name) + map.parts {
      let parts = map.stores.first { $0.name == name }?.parts ?? [name]
      let isWhole = !map.answering.isEmpty && map.answering.allSatisfy(parts.contains)
      #expect((map.lesion(name) == nil) == isWhole && map.silenceable.contains(name) == !isWhole, "\(name)")
    }
    #expect(map.lesion("no such part") == nil)
  }

  @Test(arguments: Candidate.all) func erasedStoresAreForgotten(_ candidate: Candidate) throws {
    let bench = try Bench(candidate), map = bench.map, items = try bench.items().prefix(3)
    let newborn = try bench.newborn()
    // After a sleep, so that a store that learns from another one knows something too.
    var trained = try bench.trained()
    trained.startNoise(bench.key(5))
    trained.fallAsleep(Priority())
    for stage in [ReplayAttempt.Stage.nrem, .rem] where map.stages.contains(stage) {
      for _ in 0..<200 { _ = trained.replay(ReplayAttempt(stage: stage)) }
    }
    trained.wakeUp()
    for store in map.stores.indices {
      var brain = trained
      brain.erase(store: store)
      for item in items { #expect(bench.isAnswer(bench.answer(brain, item))) }
      // What it held alone: with the other one silenced, where there is another.
      let others = map.stores.indices.filter { $0 != store }
      guard others.count < 2, let lesion = others.isEmpty ? Lesion.none : map.lesion(map.stores[others[0]].name) else { continue }
      let left = bench.recall(brain, items, lesion), before = bench.recall(newborn, items, lesion)
      #expect((left - before).magnitude < 0.1, "\(map.stores[store].name): \(left), and \(before) before")
      if candidate.testDescription == Candidate.standard.testDescription {
        let known = bench.recall(trained, items, lesion)
        #expect(known > before + 0.2, "\(map.stores[store].name) knew \(known), and \(before) before")
      }
    }
    var brain = trained
    for store in map.stores.indices { brain.erase(store: store) }
    if candidate.learns { #expect(bench.recall(brain, items) < bench.recall(trained, items) - 0.2) }
  }

  /// Also of brains that have no sleep of their own: nothing comes of it.
  @Test(arguments: Candidate.all) func sleepLeavesABrainThatAnswers(_ candidate: Candidate) throws {
    let bench = try Bench(candidate), surface = try #require(bench.map.surface)
    let learnt = try bench.items().prefix(3)
    var brain = try bench.trained(), accepted = 0, known = 0
    let before = try bench.portrait(brain)
    brain.startNoise(bench.key(5))
    brain.fallAsleep(Priority())
    for i in 0..<20 {
      let outcome = brain.replay(ReplayAttempt(stage: i % 10 < 5 ? .nrem : .rem))
      let pattern = outcome.pattern
      #expect(pattern.allSatisfy { (0..<Int32(surface.units)).contains($0) })
      #expect(zip(pattern, pattern.dropFirst()).allSatisfy { $0 < $1 })
      guard outcome.isAccepted else { continue }
      accepted += 1
      let overlaps = learnt.map { Double(Set($0).intersection(pattern).count) / Double(max($0.count, pattern.count)) }
      if let best = overlaps.max(), best > 0.5 { known += 1 }
    }
    brain.wakeUp()
    let sleeps = bench.map.abilities.contains(.sleep)
    #expect(sleeps ? accepted > 0 : accepted == 0)
    // What is replayed is mostly what was learnt.
    #expect(2 * known >= accepted, "\(known) of \(accepted)")
    let after = try bench.portrait(brain)
    #expect(after.allSatisfy(bench.isAnswer))
    #expect(sleeps || after == before)
    if candidate.learns { #expect(try bench.recall(brain, learnt) > bench.recall(brain, bench.items().suffix(3)) + 0.1) }
  }

  @Test(arguments: Candidate.all) func eachComparedPartHasACode(_ candidate: Candidate) throws {
    let bench = try Bench(candidate), map = bench.map, brain = try bench.trained(), item = try bench.items()[0]
    for kind in ResponseKind.allCases {
      let codes = brain.codes(of: item, kind: kind, lesion: .none)
      #expect(codes.count == map.coded.count)
      for (part, code) in zip(map.coded, codes) {
        let code = try #require(code, "\(part)")
        switch code {
        case .active(let units, let count): #expect(units.count < count && units.allSatisfy { (0..<Int32(count)).contains($0) })
        case .graded(let values): #expect(values.allSatisfy(\.isFinite) && !values.isEmpty)
        }
        let same = try #require(Code.correlation(code, code))
        #expect((same - 1).magnitude < 1e-6 || same == 0, "\(part)")
      }
      for (i, part) in map.coded.enumerated() {
        guard let lesion = map.lesion(part) else { continue }
        #expect(brain.codes(of: item, kind: kind, lesion: lesion)[i] == nil, "\(part)")
      }
    }
  }

  /// Names that refer to something.
  @Test(arguments: Candidate.all) func theMapIsWhole(_ candidate: Candidate) throws {
    let map = try Bench(candidate).map, surface = try #require(map.surface)
    #expect(surface.active > 0 && surface.active < surface.units && surface.size > 0)
    #expect(Set(map.parts).count == map.parts.count && Set(map.stores.map(\.name)).count == map.stores.count)
    #expect(Set(map.coded + map.answering + map.stores.flatMap(\.parts)).isSubset(of: map.parts))
    #expect(Set(map.stores.flatMap(\.wires)).isSubset(of: map.wires))
    #expect(map.silenceable.contains("none") && map.abilities.contains(.items))
    for lesion in map.lesions { #expect(lesion.lesion.parts.allSatisfy { map.parts.indices.contains($0.number) }) }
  }

  /// No hours are no hours, and all of a weight is all of it.
  @Test(arguments: Candidate.all) func nothingPassesInNoTime(_ candidate: Candidate) throws {
    let bench = try Bench(candidate)
    var brain = try bench.trained()
    let before = try bench.portrait(brain)
    brain.pass(hours: 0, asleep: false)
    brain.downscale(to: 1)
    #expect(try bench.portrait(brain) == before)
  }
}
