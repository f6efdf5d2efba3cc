import Declarations
import Materials
import NetworkModels
import NumericalMethods
import SleepDynamics

/// A timeline made explicit: repeats unrolled, branches carried to the end, every probe and sleep numbered.
package struct Timeline: Sendable {
  /// One thing that happens. Numbers count the things of one kind that a brain has been through: they name its random streams.
  package indirect enum Step: Sendable {
    case study(StudyPhase, number: Int)
    /// `rest`: position among the sleeps of the ripples of a quiet rest.
    case wake(WakePhase, number: Int, hours: Double, rest: Int?)
    case sleep(SleepPhase, number: Int, sleep: Int)
    case probe(ProbePhase, number: Int, states: [Int])
    case practice(PracticePhase, number: Int)
    case erase(store: Int)
    case explore(ExplorePhase, number: Int)
    case simulate(SimulatePhase, number: Int, state: Int)
    case weights(WeightsPhase, number: Int)
    case train(TrainPhase, number: Int, state: Int)
    case test(TestPhase, state: Int)
    case autonomousSleep(AutonomousSleep, number: Int, state: Int)
    case consolidate(ConsolidatePhase, number: Int, state: Int)
    case rehearse(Rehearsal, number: Int, state: Int)
    case change(ChangePhase)
    case backpropagate(tasks: Set<Int>, epochs: Int, number: Int)
    case sleepReplay(SleepReplayPhase, number: Int, state: Int)
    case classify(state: Int)
    case fork([[Step]])
  }

  /// A probe under one lesion.
  package struct State: Sendable, Equatable {
    package var branch: String
    package var label: String
    package var lesion: String
    package var hours: Double
  }

  /// A phase of sleep, or a quiet rest with ripples of its own.
  package struct Sleep: Sendable {
    package var branch: String
    /// From 1 on the way of a branch; 0 for a rest.
    package var number: Int
    package var hours: Double
    package var physiology: NightSettings?
    package var priority: PriorityRule
    /// Names its random streams.
    package var stream: Int
    /// Sleep pressure and hour on the clock as it begins.
    package var pressure = 0.67
    package var clock = 23.0
    package var isRest: Bool { number == 0 }
  }

  /// What of the experiment a brain that was put in its place cannot live: states, or sleeps where there is no label.
  package struct Unlived: Sendable {
    package var branch: String
    package var label: String?
    package var lesion: String
    package var reason: String
  }

  package private(set) var unlived: [Unlived] = []
  /// What such a brain does not get or give, in words, with lines.
  package private(set) var concessions: [String] = []
  package private(set) var steps: [Step] = []
  package private(set) var states: [State] = []
  package internal(set) var sleeps: [Sleep] = []
  /// Materials that are studied anywhere, in the order of the file.
  package private(set) var studied: [String] = []

  /// Most ways that do not share their streams: the numbers of streams have room for so many.
  static let mostWays = 15

  /// Most phases after unrolling.
  static let limit = 100_000

  private struct Pending {
    var phase: Phase
    var rounds: [Int]
    var times: [Int]
  }

  /// What has happened to a brain on its way through the timeline.
  struct Path {
    var branch: [String] = []
    var hours = 0.0
    /// Nil where nothing depends on it.
    var regulation: SleepRegulation?
    var studied: [String] = []
    var labels: Set<String> = []
    /// Numbers of the next phase of each kind.
    var study = 0, wake = 0, sleep = 0, probe = 0, practice = 0, explore = 0, simulate = 0, weights = 0, train = 0, autonomous = 0
    /// Populations that have explored.
    var explored: Set<String> = []
    /// Tasks that a feed-forward network has been trained on, from 0.
    var trained: Set<Int> = []
    /// Why nothing more can be lived on this way; nil: it can.
    var blocked: String?
    /// Added to all numbers, where branches do not share their streams.
    var offset = 0
  }

  private let materials: [MaterialSettings]
  let circuit: CircuitSettings?
  let graded: LayeredSettings?
  let feedForward: FeedForwardSettings?
  let brain: BrainChoice
  let map: BrainMap
  private let sharesStreams: Bool
  private var count = 0
  private var ways = 0
  private var usedRounds: [Mark: Set<Int>] = [:]

  /// Unrolls the scenario's timeline; mistakes in what phases refer to are reported to `reader`.
  package init(_ scenario: Scenario, _ reader: inout Reader) {
    materials = scenario.materials
    circuit = scenario.circuit
    graded = scenario.graded
    feedForward = scenario.feedForward
    brain = scenario.brain
    map = scenario.brain.settings.map
    sharesStreams = scenario.commonRandomNumbers
    let all = scenario.timeline.map { Pending(phase: $0, rounds: [], times: []) }
    var path = Path()
    if scenario.timeline.contains(where: \.needsClock) {
      let clock = scenario.clock
      do throws(GSLError) {
        path.regulation = try SleepRegulation(clock.regulation.model, clock: clock.start, bedtime: clock.bedtime)
      } catch {
        if let first = scenario.timeline.first(where: \.needsClock) {
          reader.report("the equations of sleep pressure could not be solved: \(error)", at: first.mark)
        }
      }
    }
    steps = unroll(all.reversed(), path, &reader)
    let names = Set(studied)
    studied = materials.map(\.name).filter { names.contains($0) }
  }

  private mutating func unroll(_ stack: [Pending], _ path: Path, _ reader: inout Reader) -> [Step] {
    var stack = stack, path = path, steps: [Step] = []
    while let next = stack.popLast() {
      count += 1
      guard count <= Self.limit else {
        if count == Self.limit + 1 {
          reader.report("the timeline is too long", at: next.phase.mark, expected: "at most \(Self.limit) phases after unrolling")
        }
        return steps
      }
      if path.blocked == nil, let obstacle = obstacle(next.phase) {
        guard brain.isForeign else {
          reader.report(
            obstacle.message, at: obstacle.mark ?? next.phase.mark, expected: obstacle.expected, suggestion: obstacle.suggestion)
          continue
        }
        path.blocked = "\(obstacle.message) (line \(next.phase.mark.line))"
        concede(path.blocked ?? "")
      }
      if let reason = path.blocked, !next.phase.isStructure {
        pass(next.phase, next.rounds, path, reason)
        continue
      }
      if brain.isForeign { for words in unhonoured(next.phase) { concede(words) } }
      switch next.phase.kind {
      case .study(let phase):
        check(phase.materials, phase.groups, at: next.phase.mark, &reader)
        if phase.order == .sequence {
          for name in phase.materials where material(name).map({ !$0.generator.hasSequence }) ?? false {
            reader.report("'\(name)' has no sequence of its own", at: next.phase.mark, expected: "order: random or listed")
          }
        }
        for name in phase.materials {
          if material(name)?.generator is HeldOut {
            reader.report(
              "'\(name)' is held out and cannot be studied", at: next.phase.mark, expected: "a material that is not of held_out")
          }
          if !path.studied.contains(name) { path.studied.append(name) }
          if !studied.contains(name) { studied.append(name) }
        }
        steps.append(.study(phase, number: path.study + path.offset))
        path.study += 1
      case .wake(let phase):
        steps.append(wake(phase, next.phase.mark, &path, &reader))
      case .sleep(let phase):
        steps.append(sleep(phase, next.phase.mark, &path, &reader))
      case .practice(let phase):
        check(phase.materials, phase.groups, at: next.phase.mark, &reader)
        let known = path.studied
        for name in phase.materials where material(name) != nil && !known.contains(name) {
          reader.report(
            "'\(name)' is practised before it is studied", at: next.phase.mark, expected: "a study of '\(name)' before")
        }
        steps.append(.practice(phase, number: path.practice + path.offset))
        path.practice += 1
      case .erase(let phase):
        if let store = map.stores.firstIndex(where: { $0.name == phase.store }) { steps.append(.erase(store: store)) }
      case .explore(let phase):
        explore(phase, next.phase.mark, &path, &reader)
        steps.append(.explore(phase, number: path.explore + path.offset))
        path.explore += 1
      case .simulate(let phase):
        if let step = simulate(phase, next.rounds, next.phase.mark, &path, &reader) { steps.append(step) }
      case .weights(let phase):
        check(phase, next.phase.mark, &reader)
        steps.append(.weights(phase, number: path.weights + path.offset))
        path.weights += 1
      case .train(let phase):
        if let step = train(phase, next.rounds, next.phase.mark, &path, &reader) { steps.append(step) }
      case .test(let phase):
        if let step = test(phase, next.rounds, next.phase.mark, &path, &reader) { steps.append(step) }
      case .rehearse(let phase):
        if let step = rehearse(phase, next.rounds, next.phase.mark, &path, &reader) { steps.append(step) }
      case .change(let phase):
        check(phase, &reader)
        steps.append(.change(phase))
      case .autonomousSleep(let phase):
        if let step = autonomousSleep(phase, next.rounds, next.phase.mark, &path, &reader) { steps.append(step) }
      case .consolidate(let phase):
        if let step = consolidate(phase, next.rounds, next.phase.mark, &path, &reader) { steps.append(step) }
      case .backpropagate(let phase):
        if let step = backpropagate(phase, next.phase.mark, &path, &reader) { steps.append(step) }
      case .sleepReplay(let phase):
        if let step = sleepReplay(phase, next.rounds, next.phase.mark, &path, &reader) { steps.append(step) }
      case .classify(let phase):
        let states = addStates(phase.label, next.rounds, ["none"], what: "test", next.phase.mark, &path, &reader)
        steps += states.map { .classify(state: $0) }
      case .probe(let phase):
        if let step = probe(phase, next, &path, &reader) { steps.append(step) }
      case .repeat(let phase):
        for round in stride(from: phase.times, through: 1, by: -1) {
          guard stack.count <= Self.limit else { break }
          stack += phase.of.reversed().map {
            Pending(phase: $0, rounds: next.rounds + [round], times: next.times + [phase.times])
          }
        }
      case .branch(let branches):
        if !sharesStreams, ways + branches.count > Self.mostWays {
          reader.report(
            "too many ways with random streams of their own", at: next.phase.mark,
            expected: "at most \(Self.mostWays) in all, or common_random_numbers")
          return steps
        }
        var forks: [[Step]] = []
        for branch in branches {
          var way = path
          way.branch.append(branch.name)
          ways += 1
          if !sharesStreams { way.offset = ways << 16 }
          let phases = branch.phases.map { Pending(phase: $0, rounds: next.rounds, times: next.times) }
          forks.append(unroll(stack + phases.reversed(), way, &reader))
        }
        steps.append(.fork(forks))
        return steps
      }
    }
    return steps
  }

  /// Notes what the brain does not give, once.
  private mutating func concede(_ words: String) {
    if !concessions.contains(words) { concessions.append(words) }
  }

  /// Passes over a phase that is not lived, and keeps what it would have left.
  private mutating func pass(_ phase: Phase, _ rounds: [Int], _ path: Path, _ reason: String) {
    let branch = path.branch.joined(separator: ".")
    switch phase.kind {
    case .probe(let probe):
      if !probe.rounds.isEmpty, let round = rounds.last, !probe.rounds.contains(round) { return }
      unlived += probe.lesions.map {
        Unlived(branch: branch, label: Self.name(probe.label, rounds), lesion: $0.name, reason: reason)
      }
    case .sleep: unlived.append(Unlived(branch: branch, label: nil, lesion: "none", reason: reason))
    default: break
    }
  }

  private mutating func probe(_ phase: ProbePhase, _ pending: Pending, _ path: inout Path, _ reader: inout Reader) -> Step? {
    let mark = pending.phase.mark
    if !phase.rounds.isEmpty {
      guard let round = pending.rounds.last, let times = pending.times.last else {
        reader.report(
          "'rounds' has a meaning inside a repeat only", at: mark,
          expected: "no 'rounds', or the probe inside 'repeat: {times: …, of: [...]}'")
        return nil
      }
      if let beyond = phase.rounds.first(where: { $0 > times }) {
        reader.report("round \(beyond) never comes", at: mark, expected: "'rounds' with rounds from 1 to \(times)")
      }
      guard phase.rounds.contains(round) else { return nil }
    }
    check(phase.materials, phase.groups, at: mark, &reader)
    if path.studied.isEmpty, reader.issues.isEmpty {
      reader.report("a probe before anything is studied", at: mark, expected: "a study before it")
    }
    for name in phase.materials where material(name) != nil && !path.studied.contains(name) {
      reader.report("'\(name)' is probed before it is studied", at: mark, expected: "a study of '\(name)' before")
    }
    if phase.tests.contains(.generalization) {
      if phase.heldOut.isEmpty {
        reader.report("generalization needs new items", at: mark, expected: "'held_out: <a material with generator held_out>'")
      } else if !(material(phase.heldOut)?.generator is HeldOut) {
        let names = materials.filter { $0.generator is HeldOut }.map(\.name)
        reader.report(
          "'\(phase.heldOut)' is not a held-out material", at: mark,
          expected: names.isEmpty ? "a material with generator held_out" : "one of \(names.joined(separator: ", "))")
      }
    }
    // Lesions of what this brain does not have.
    var phase = phase
    phase.lesions.removeAll { lesion in
      guard map.lesion(lesion.name) == nil else { return false }
      let names = map.silenceable, isThere = (map.parts + map.wires + map.stores.map(\.name)).contains(lesion.name)
      let message =
        isThere
        ? "\(brain.noun) answers in '\(lesion.name)', which cannot be silent" : "\(brain.noun) has no part or store '\(lesion.name)'"
      guard brain.isForeign else {
        reader.report(
          message, at: lesion.mark, expected: "one of \(names.prefix(24).joined(separator: ", "))",
          suggestion: NearMiss.of(lesion.name, among: names))
        return true
      }
      let reason = "\(message) (line \(lesion.mark.line))"
      concede(reason)
      unlived.append(
        Unlived(
          branch: path.branch.joined(separator: "."), label: Self.name(phase.label, pending.rounds), lesion: lesion.name,
          reason: reason))
      return true
    }
    let numbers = addStates(phase.label, pending.rounds, phase.lesions.map(\.name), what: "probe", mark, &path, &reader)
    defer { path.probe += 1 }
    return .probe(phase, number: path.probe + path.offset, states: numbers)
  }

  /// Adds a state for each lesion under a label of its own, and returns their numbers.
  mutating func addStates(
    _ label: String, _ rounds: [Int], _ lesions: [String], what: String, _ mark: Mark, _ path: inout Path,
    _ reader: inout Reader
  ) -> [Int] {
    let name = Self.name(label, rounds)
    if label.isEmpty, reader.issues.isEmpty {
      reader.report("a \(what) without a label", at: mark, expected: "'label: ' and a name")
    }
    if !path.labels.insert(name).inserted, !label.isEmpty {
      reader.report(
        "two \(what.hasSuffix("ch") ? what + "es" : what + "s") are called '\(name)'", at: mark,
        expected: "a label of its own for each \(what)")
    }
    var numbers: [Int] = []
    for lesion in lesions {
      numbers.append(states.count)
      states.append(State(branch: path.branch.joined(separator: "."), label: name, lesion: lesion, hours: path.hours))
    }
    return numbers
  }

  /// A label inside repeats: with the numbers of the rounds.
  static func name(_ label: String, _ rounds: [Int]) -> String { ([label] + rounds.map(String.init)).joined(separator: "-") }

  /// Groups of all materials.
  var cueGroups: [String] {
    var groups: [String] = []
    for group in materials.flatMap({ $0.generator.outline.map(\.group) }) where !groups.contains(group) { groups.append(group) }
    return groups
  }

  private func material(_ name: String) -> MaterialSettings? { materials.first { $0.name == name } }

  /// Reports names of materials and groups that do not exist.
  private func check(_ names: [String], _ groups: [String], at mark: Mark, _ reader: inout Reader) {
    let known = materials.map(\.name)
    for name in names where !known.contains(name) {
      reader.report(
        "there is no material '\(name)'", at: mark, expected: known.isEmpty ? nil : "one of \(known.joined(separator: ", "))",
        suggestion: NearMiss.of(name, among: known))
    }
    let chosen = materials.filter { names.isEmpty || names.contains($0.name) }
    var available: [String] = []
    for group in chosen.flatMap({ $0.generator.outline.map(\.group) }) where !available.contains(group) {
      available.append(group)
    }
    guard !chosen.isEmpty else { return }
    for group in groups where !available.contains(group) {
      reader.report(
        "there is no group '\(group)' here", at: mark, expected: "one of \(available.prefix(12).joined(separator: ", "))",
        suggestion: NearMiss.of(group, among: available))
    }
  }
}
