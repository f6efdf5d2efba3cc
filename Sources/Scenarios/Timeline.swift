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
    case erase(Store)
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
    package var lesion: LesionName
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
    /// Added to all numbers, where branches do not share their streams.
    var offset = 0
  }

  private let materials: [MaterialSettings]
  let circuit: CircuitSettings?
  let graded: GradedSettings?
  let feedForward: FeedForwardSettings?
  private let subject: Scenario.Subject
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
    subject = scenario.subject
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
      if let other = next.phase.subject, other != subject {
        reader.report(
          "this phase is of \(other.words), and this is \(subject.words)", at: next.phase.mark, expected: subject.phases)
        continue
      }
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
        steps.append(.erase(phase.store == .hippocampus ? .hippocampus : .cortex))
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
        let states = addStates(phase.label, next.rounds, [.none], what: "test", next.phase.mark, &path, &reader)
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
    let numbers = addStates(phase.label, pending.rounds, phase.lesions, what: "probe", mark, &path, &reader)
    defer { path.probe += 1 }
    return .probe(phase, number: path.probe + path.offset, states: numbers)
  }

  /// Adds a state for each lesion under a label of its own, and returns their numbers.
  mutating func addStates(
    _ label: String, _ rounds: [Int], _ lesions: [LesionName], what: String, _ mark: Mark, _ path: inout Path,
    _ reader: inout Reader
  ) -> [Int] {
    let name = ([label] + rounds.map(String.init)).joined(separator: "-")
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
