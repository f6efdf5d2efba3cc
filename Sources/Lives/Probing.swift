import Materials
import NetworkModels
import NumericalMethods
import Recordings
import Scenarios

extension ProbePhase: MemoryPhase {
  func live(_ life: Life, _ brain: inout any MemoryBrain, _ moment: inout Moment, _ step: PhaseStep) {
    life.probe(brain, moment, self, step.number, step.states)
  }

  func scores(_ scenario: Scenario) -> [String] { tests.map(\.rawValue) }
}

extension Life {
  /// Tests a brain under each lesion. Every lesion meets the same cues and the same noise, so their differences are paired.
  func probe(_ brain: any MemoryBrain, _ moment: Moment, _ phase: ProbePhase, _ number: Int, _ states: [Int]) {
    let wanted = Set((phase.materials.isEmpty ? plan.timeline.studied : phase.materials))
    let tested = moment.studied.indices.filter { i in
      let memory = plan.index.memories[moment.studied[i].id]
      return wanted.contains(memory.material) && (phase.groups.isEmpty || phase.groups.contains(memory.group))
    }
    for (state, lesion) in zip(states, phase.lesions) {
      for (t, test) in phase.tests.enumerated() {
        brain.startNoise(key(.probe, 16 * number + 2 * t))
        var random = stream(.probe, 16 * number + 2 * t + 1)
        let session = Session(
          brain: brain, memories: moment.studied, tested: tested, lesion: plan.map.lesion(lesion.names) ?? .none, state: state)
        switch test {
        case .cuedRecall: cuedRecall(session, phase.cue, &random)
        case .recognition: recognition(session, &random)
        case .forcedChoice: forcedChoice(session, &random)
        case .generalization: generalization(session, phase.heldOut, &random)
        case .savings: savings(session, &random)
        case .similarity: similarity(session)
        }
      }
    }
  }

  /// One test of one brain under one lesion.
  struct Session {
    let brain: any MemoryBrain
    /// What has been studied.
    let memories: [Memory]
    /// Positions among the brain's studied memories.
    let tested: [Int]
    let lesion: Lesion
    let state: Int
  }

  func recall(_ session: Session, _ cue: [Int32]) -> [Float] {
    session.brain.answer(to: cue, lesion: session.lesion)
  }

  func score(_ session: Session, _ measure: String, memory: Int = -1, _ value: Double) {
    score(session.state, measure, memory: memory, value)
  }

  /// Cued recall: noisy retrievals of each memory from fresh partial cues, of lures, and the competitor score of phantoms.
  private func cuedRecall(_ session: Session, _ kind: ProbePhase.CueKind, _ random: inout RandomStream) {
    let settings = plan.scenario.analysis
    for own in session.tested {
      let memory = session.memories[own]
      for trial in 0..<settings.retrievals {
        let cue = kind == .half ? memory.partialCue(&random) : memory.wholeCue
        let p = recall(session, cue.units)
        record.retrievals.append(
          scoring.score(p, of: own, cue: cue, among: session.memories, state: session.state, trial: trial))
        if settings.lures > 0, trial < 2, let v = scoring.phantom(p, of: own, among: session.memories, &random) {
          record.phantoms.append(PhantomScore(state: Int32(session.state), memory: Int32(memory.id), competitor: v))
        }
      }
    }
    guard !session.tested.isEmpty else { return }
    for i in 0..<settings.lures {
      // Families come up evenly; kinds in turn.
      let model = session.memories[session.tested[(i / 2) % session.tested.count]], kind = i % 2
      let lure = scoring.lure(like: model, kind: kind, &random)
      let cue = lure.partialCue(&random)
      let p = recall(session, cue.units)
      let (v, partner) = scoring.competitor(p, of: lure.units, except: nil, among: session.memories)
      record.lures.append(
        LureScore(
          state: Int32(session.state), kind: Int32(kind), unique: Scoring.mean(p, cue.unique),
          shared: Scoring.mean(p, cue.shared),
          competitor: v, partner: partner.map { Int32(session.memories[$0].id) } ?? -1))
    }
  }

  /// Old or new: how well a whole item is reproduced (mean probability of its own units), for studied items and for as many lures.
  private func recognition(_ session: Session, _ random: inout RandomStream) {
    for (i, own) in session.tested.enumerated() {
      let memory = session.memories[own], lure = scoring.lure(like: memory, kind: i % 2, &random)
      let p = recall(session, memory.units), q = recall(session, lure.units)
      score(session, "recognition_studied", memory: memory.id, Double(Scoring.mean(p, memory.units)))
      score(session, "recognition_lure", Double(Scoring.mean(q, lure.units)))
    }
  }

  /// Own unique features against those of each family partner (of all others, where there is none): 1 if its own mean is the
  /// largest, ties shared.
  private func forcedChoice(_ session: Session, _ random: inout RandomStream) {
    for own in session.tested {
      let memory = session.memories[own]
      var others = session.memories.filter { $0.family == memory.family && $0.id != memory.id }
      if others.isEmpty { others = session.memories.filter { $0.id != memory.id } }
      guard !others.isEmpty, !memory.unique.isEmpty else { continue }
      let cue = memory.partialCue(&random), p = recall(session, cue.units)
      let mine = Scoring.mean(p, cue.unique), cued = Set(cue.units)
      var ties = 1.0, isBest = true
      for other in others {
        let theirs = Scoring.mean(p, other.unique.filter { !memory.units.contains($0) && !cued.contains($0) })
        if theirs > mine { isBest = false }
        if theirs == mine { ties += 1 }
      }
      score(session, "forced_choice", memory: memory.id, isBest ? 1 / ties : 0)
    }
  }

  /// Squared error of what is not cued, per prototype unit not cued: new members against their prototype, studied ones against themselves.
  private func generalization(_ session: Session, _ heldOut: String, _ random: inout RandomStream) {
    func error(_ units: [Int32], against target: [Int32], _ random: inout RandomStream) -> Double? {
      let cue = Set(random.sample(units.count / 2, of: units)), goal = Set(target)
      let missing = target.count { !cue.contains($0) }
      guard missing > 0 else { return nil }
      let p = recall(session, cue.sorted())
      var sum = 0.0
      for i in p.indices where !cue.contains(Int32(i)) {
        let difference = Double(p[i]) - (goal.contains(Int32(i)) ? 1 : 0)
        sum += difference * difference
      }
      return sum / Double(missing)
    }
    let new = materials[heldOut]
    for item in new?.items ?? [] {
      if let prototype = new?.prototypes[item.outline.family], let e = error(item.units, against: prototype, &random) {
        score(session, "generalization", e)
      }
    }
    for own in session.tested {
      let memory = session.memories[own]
      if let e = error(memory.units, against: memory.units, &random) { score(session, "memorization", memory: memory.id, e) }
    }
  }

  /// Ebbinghaus' savings: 1 − presentations to relearn / presentations to learn new items of the same kind, each on a copy of the brain,
  /// with weak presentations until .66 of the withheld features come back (20 at most).
  private func savings(_ session: Session, _ random: inout RandomStream) {
    func presentations(_ memories: [Memory], _ random: inout RandomStream) -> Double {
      var brain = session.brain
      for block in 0..<20 {
        var correct = 0.0
        for memory in memories {
          let cue = memory.partialCue(&random), p = brain.answer(to: cue.units, lesion: session.lesion)
          correct += Double(Scoring.shareCorrect(p, cue.unique + cue.shared)) / Double(memories.count)
        }
        if correct >= 0.66 { return Double(block) }
        for memory in memories { brain.learn(Presentation(units: memory.units, strength: 0.1)) }
      }
      return 20
    }
    let old = session.tested.map { session.memories[$0] }
    guard !old.isEmpty else { return }
    let new = old.map { scoring.lure(like: $0, kind: 1, &random) }
    let relearning = presentations(old, &random), learning = presentations(new, &random)
    if learning > 0 { score(session, "savings", 1 - relearning / learning) }
  }

  /// Memories whose codes are kept pair by pair, at most.
  private static var mostCompared: Int { 40 }

  /// Mean Pearson correlation of the binary codes of two items, for pairs within families and between them.
  private func similarity(_ session: Session) {
    let isKept = session.tested.count <= Self.mostCompared
    for (k, kind) in ResponseKind.allCases.enumerated() {
      let codes = session.tested.map { session.brain.codes(of: session.memories[$0].units, kind: kind, lesion: session.lesion) }
      for (number, part) in plan.map.coded.enumerated() {
        var sums = [0.0, 0.0], counts = [0.0, 0.0]
        for i in codes.indices {
          guard let a = codes[i][number] else { continue }
          for j in codes.indices where j > i {
            guard let b = codes[j][number], let r = Code.correlation(a, b) else { continue }
            let isRelated = session.memories[session.tested[i]].family == session.memories[session.tested[j]].family
            if isKept {
              let ids = [i, j].map { Int32(session.memories[session.tested[$0]].id) }.sorted()
              record.codes.append(
                CodeSimilarity(
                  state: Int32(session.state), part: Int32(number), kind: Int32(k), first: ids[0], second: ids[1],
                  value: Float(r)))
            }
            sums[isRelated ? 0 : 1] += r
            counts[isRelated ? 0 : 1] += 1
          }
        }
        for (r, relation) in ["related", "unrelated"].enumerated() where counts[r] > 0 {
          score(session, "similarity/\(part)/\(kind.rawValue)/\(relation)", sums[r] / counts[r])
        }
      }
    }
  }
}
