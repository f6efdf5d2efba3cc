import NetworkModels
import NumericalMethods
import Scenarios

extension StudyPhase: MemoryPhase {
  func live(_ life: Life, _ brain: inout any MemoryBrain, _ moment: inout Moment, _ step: PhaseStep) {
    life.study(&brain, &moment, self, step.number)
  }
}

extension Life {
  /// Presents the materials for a number of epochs, or in blocks until a criterion is reached.
  func study(_ brain: inout any MemoryBrain, _ moment: inout Moment, _ phase: StudyPhase, _ number: Int) {
    brain.startNoise(key(.study, 3 * number))
    var random = stream(.study, 3 * number + 1)
    let items = memories(of: phase.materials, groups: phase.groups)
    let known = Set(moment.studied.map(\.id))
    moment.studied = (moment.studied + items.filter { !known.contains($0.id) }).sorted { $0.id < $1.id }
    let strengths = items.indices.map { strength(phase.strength, item: $0, study: number) * items[$0].strength }

    var progress = Progress(criterion: phase.until?.atLeast ?? 1)
    var previous: Memory?
    for epoch in 0..<(phase.until?.orAfter ?? phase.epochs) {
      for i in order(phase, items, &random) {
        var presentation = Presentation(
          units: items[i].units, strength: strengths[i], salience: items[i].salience, teachesCortex: phase.cortex)
        if phase.trace > 0, let previous { presentation = withTrace(presentation, of: previous, phase.trace) }
        if phase.attention == .toCriterion {
          presentation.attended = progress.attended(items[i], share: phase.sharedAttention, &random)
        }
        brain.learn(presentation)
        previous = items[i]
      }
      guard phase.until != nil else { continue }
      brain.startNoise(key(.study, 3 * number + 2 + (epoch + 1) << 12))
      progress.measure(
        items.map { memory in
          let cue = memory.partialCue(&random)
          let p = brain.answer(to: cue.units, lesion: .none)
          return (Scoring.shareCorrect(p, cue.unique), Scoring.shareCorrect(p, cue.shared))
        })
      if progress.isReached { break }
      brain.startNoise(key(.study, 3 * number + (epoch + 1) << 12))
    }
  }

  /// Item numbers of one epoch.
  private func order(_ phase: StudyPhase, _ items: [Memory], _ random: inout RandomStream) -> [Int] {
    switch phase.order {
    case .random: return random.shuffled(Array(items.indices))
    case .listed: return Array(items.indices)
    case .sequence:
      let positions = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($1.id, $0) })
      return phase.materials.flatMap { name in
        (materials[name]?.sequence ?? []).compactMap { positions[(plan.firstMemory[name] ?? 0) + $0] }
      }
    }
  }

  private func strength(_ variable: Variable, item: Int, study: Int) -> Double {
    switch variable {
    case .constant(let value): return value
    case .distribution(let distribution):
      return max(0, distribution.draw(stream(.individual, 1000 + item * 100 + study % 100)))
    }
  }

  /// An item together with what is left of the one before: activities add up to 1 at most.
  private func withTrace(_ presentation: Presentation, of previous: Memory, _ trace: Double) -> Presentation {
    var activity: [Int32: Float] = [:]
    for unit in previous.units { activity[unit] = Float(trace) }
    for unit in presentation.units { activity[unit] = min(1, (activity[unit] ?? 0) + 1) }
    var result = presentation
    result.units = activity.keys.sorted()
    result.amplitudes = result.units.map { activity[$0] ?? 0 }
    return result
  }
}

/// How far study to a criterion has come.
private struct Progress {
  let criterion: Double
  private var unique = 0.0
  private var shared = 0.0

  init(criterion: Double) { self.criterion = criterion }

  var isReached: Bool { unique >= criterion && shared >= criterion }

  /// Takes the shares of unique and shared features recalled, item by item; a kind that no item has counts as learnt.
  mutating func measure(_ shares: [(unique: Float, shared: Float)]) {
    func mean(_ values: [Float]) -> Double {
      let known = values.filter { !$0.isNaN }
      return known.isEmpty ? 1 : known.reduce(0) { $0 + Double($1) } / Double(known.count)
    }
    unique = mean(shares.map(\.unique))
    shared = mean(shares.map(\.shared))
  }

  /// Units whose errors are learnt from: unique ones until they reach the criterion; shared ones until they do, on a share of the
  /// presentations, and on all once the unique ones are done.
  func attended(_ memory: Memory, share: Double, _ random: inout RandomStream) -> [Int32] {
    let draw = random.uniform()
    var units: [Int32] = []
    if unique < criterion { units += memory.unique }
    if shared < criterion, unique >= criterion || draw < share { units += memory.shared }
    return units.sorted()
  }
}
