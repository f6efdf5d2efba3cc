import Declarations
import Materials
import NetworkModels
import NumericalMethods
import SleepDynamics

/// A timeline made explicit: repeats unrolled, branches carried to the end, every probe and sleep numbered.
package struct Timeline: Sendable {
  /// One thing that happens, or the ways in which the timeline goes on.
  package indirect enum Step: Sendable {
    case phase(PhaseStep)
    case fork([[Step]])
  }

  /// A probe under one lesion.
  package struct State: Sendable, Equatable {
    package var branch: String
    package var label: String
    package var lesion: String
    package var hours: Double
    /// What the file asked for up to here, and what of it the brain lived, as two numbers that differ where these do.
    package var asked = 0, lived = 0
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

  package internal(set) var unlived: [Unlived] = []
  private var conceded: [(words: String, lines: [Int])] = []
  package private(set) var steps: [Step] = []
  package private(set) var states: [State] = []
  package internal(set) var sleeps: [Sleep] = []
  /// What the brain has been through before; nil: nothing.
  package internal(set) var history: History?
  /// Materials that are studied anywhere, in the order of the file.
  package internal(set) var studied: [String] = []

  /// Most ways that do not share their streams: the numbers of streams have room for so many.
  static let mostWays = 15

  /// Most phases after unrolling.
  static let limit = 100_000

  /// Where a phase stands: in the file, and in which round of the repeats around it.
  package struct Place {
    package var mark: Mark
    package var rounds: [Int]
    package var times: [Int]
  }

  private struct Pending {
    var phase: Phase
    var rounds: [Int]
    var times: [Int]

    var place: Place { Place(mark: phase.mark, rounds: rounds, times: times) }
  }

  /// What has happened to a brain on its way through the timeline.
  package struct Path {
    var branch: [String] = []
    var hours = 0.0
    /// Nil where nothing depends on it.
    var regulation: SleepRegulation?
    var studied: [String] = []
    var labels: Set<String> = []
    /// How many phases of each kind there were.
    private var counts: [String: Int] = [:]
    /// Populations that have explored.
    var explored: Set<String> = []
    /// Tasks that a feed-forward network has been trained on, from 0.
    var trained: Set<Int> = []
    /// Why nothing more can be lived on this way; nil: it can.
    var blocked: String?
    /// Added to all numbers, where branches do not share their streams.
    var offset = 0
    /// See `State`; followed where the brain is another one than the file's.
    private(set) var asked = 0, lived = 0

    mutating func note<Settings: PhaseSettings>(_ phase: Settings, _ map: BrainMap) {
      guard phase.isChange else { return }
      func after(_ before: Int, _ phase: Settings) -> Int {
        var hasher = Hasher()
        hasher.combine(before)
        hasher.combine(Settings.declaration.name)
        hasher.combine(Settings.declaration.show(phase))
        return hasher.finalize()
      }
      (asked, lived) = (after(asked, phase), after(lived, phase.honoured(map)))
    }

    /// How many phases of a kind there were before, on this way.
    func count(_ kind: String) -> Int { counts[kind, default: 0] }

    /// Number of the next phase of a kind, which is counted.
    mutating func next(_ kind: String) -> Int {
      defer { counts[kind, default: 0] += 1 }
      return counts[kind, default: 0] + offset
    }
  }

  let materials: [MaterialSettings]
  let circuit: CircuitSettings?
  let layered: LayeredSettings?
  let feedForward: FeedForwardSettings?
  let brain: BrainChoice
  let map: BrainMap
  private let sharesStreams: Bool
  private var count = 0
  private var ways = 0

  /// Unrolls the scenario's timeline; mistakes in what phases refer to are reported to `reader`.
  package init(_ scenario: Scenario, _ reader: inout Reader) {
    materials = scenario.materials
    circuit = scenario.circuit
    layered = scenario.layered
    feedForward = scenario.feedForward
    brain = scenario.brain
    map = scenario.brain.settings.map
    sharesStreams = scenario.commonRandomNumbers
    begin(scenario, &reader)
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
    warn(scenario)
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
      if path.blocked == nil, let obstacle = next.phase.settings.flatMap(obstacle) {
        guard brain.isForeign else {
          reader.report(
            obstacle.message, at: obstacle.mark ?? next.phase.mark, expected: obstacle.expected, suggestion: obstacle.suggestion)
          continue
        }
        path.blocked = "\(obstacle.message) (line \(next.phase.mark.line))"
        concede(obstacle.message, line: next.phase.mark.line)
      }
      switch next.phase.kind {
      case .phase(let phase):
        if let reason = path.blocked {
          let branch = path.branch.joined(separator: ".")
          unlived += phase.leaves(next.place).map {
            Unlived(branch: branch, label: $0.label, lesion: $0.lesion, reason: reason)
          }
          continue
        }
        var lived: any PhaseSettings = phase
        if brain.isForeign {
          for words in unhonoured(phase) { concede(words, line: next.phase.mark.line) }
          path.note(phase, map)
          lived = phase.honoured(map)
        }
        if let step = lived.unroll(&self, &path, next.place, &reader) { steps.append(.phase(step)) }
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

  /// Notes what the run does not give, once, with all lines that ask for it.
  mutating func concede(_ words: String, line: Int) {
    if let known = conceded.firstIndex(where: { $0.words == words }) {
      if !conceded[known].lines.contains(line) { conceded[known].lines.append(line) }
    } else {
      conceded.append((words, [line]))
    }
  }

  /// What the file asks for and the run does not give, in words, with lines.
  package var concessions: [String] {
    conceded.map { words, lines in
      let numbers = lines.sorted().map(String.init)
      return "\(words) (line\(numbers.count > 1 ? "s" : "") \(numbers.joined(separator: ", ")))"
    }
  }

  /// Adds a state for each lesion under a label of its own, and returns their numbers.
  mutating func addStates(
    _ label: String, isNeeded: Bool = true, _ rounds: [Int], _ lesions: [String], what: String, _ mark: Mark,
    _ path: inout Path, _ reader: inout Reader
  ) -> [Int] {
    if label.isEmpty, !isNeeded { return [] }
    let name = Self.name(label, rounds)
    if label.isEmpty, reader.issues.isEmpty {
      reader.report("a \(what) without a label", at: mark, expected: "'label: ' and a name")
    }
    if !path.labels.insert(name).inserted, !label.isEmpty {
      reader.report(
        "two phases are called '\(name)'", at: mark,
        expected: "a label of its own for each \(what)")
    }
    var numbers: [Int] = []
    for lesion in lesions {
      numbers.append(states.count)
      states.append(
        State(
          branch: path.branch.joined(separator: "."), label: name, lesion: lesion, hours: path.hours, asked: path.asked,
          lived: path.lived))
    }
    return numbers
  }

  /// A label inside repeats: with the numbers of the rounds.
  static func name(_ label: String, _ rounds: [Int]) -> String { ([label] + rounds.map(String.init)).joined(separator: "-") }

  /// All phases of all branches, in the order in which they are lived.
  package var lived: [PhaseStep] {
    func walk(_ steps: [Step]) -> [PhaseStep] {
      steps.flatMap { step -> [PhaseStep] in
        switch step {
        case .phase(let step): [step]
        case .fork(let ways): ways.flatMap(walk)
        }
      }
    }
    return walk(steps)
  }

  /// Groups of all materials.
  var cueGroups: [String] {
    var groups: [String] = []
    for group in materials.flatMap({ $0.generator.outline.map(\.group) }) where !groups.contains(group) { groups.append(group) }
    return groups
  }

  func material(_ name: String) -> MaterialSettings? { materials.first { $0.name == name } }

  /// Reports names of materials and groups that do not exist.
  func check(_ names: [String], _ groups: [String], at mark: Mark, _ reader: inout Reader) {
    let known = materials.map(\.name)
    for name in names where !known.contains(name) {
      reader.report(
        "there is no material '\(name)'", at: mark, expected: known.isEmpty ? nil : "one of \(known.joined(separator: ", "))",
        suggestion: NearMiss.of(name, among: known))
    }
    let chosen = materials.filter { names.isEmpty || names.contains($0.name) }
    var available: [String] = []
    for group in chosen.flatMap(\.groups) where !available.contains(group) {
      available.append(group)
    }
    guard !chosen.isEmpty else { return }
    for group in groups where !available.contains(group) {
      reader.report(
        "there is no group '\(group)' here", at: mark,
        expected: available.isEmpty ? "no 'groups'" : "one of \(available.prefix(12).joined(separator: ", "))",
        suggestion: NearMiss.of(group, among: available))
    }
  }
}
