import Declarations
import NetworkModels

/// Phases of graded networks on the timeline.
extension Timeline {
  mutating func train(_ phase: TrainPhase, _ rounds: [Int], _ mark: Mark, _ path: inout Path, _ reader: inout Reader) -> Step? {
    check(task: phase.task, part: phase.part, off: phase.off, cut: phase.cut, mark, &reader)
    check(damage: phase.damage, &reader)
    if phase.oscillation != nil { checkOscillation(\.rate, mark, &reader) }
    let names = graded?.projections.map(\.name) ?? []
    for rate in phase.rates { _ = reader.position(of: rate.name, among: names, "projection", at: rate.mark) }
    defer { path.train += 1 }
    return addStates(phase.label, rounds, ["none"], what: "training", mark, &path, &reader).first.map {
      .train(phase, number: path.train + path.offset, state: $0)
    }
  }

  mutating func test(_ phase: TestPhase, _ rounds: [Int], _ mark: Mark, _ path: inout Path, _ reader: inout Reader) -> Step? {
    check(task: phase.task, part: phase.part, off: phase.off, cut: phase.cut, mark, &reader)
    check(damage: phase.damage, &reader)
    return addStates(phase.label, rounds, ["none"], what: "test", mark, &path, &reader).first.map { .test(phase, state: $0) }
  }

  mutating func autonomousSleep(
    _ phase: AutonomousSleep, _ rounds: [Int], _ mark: Mark, _ path: inout Path, _ reader: inout Reader
  ) -> Step? {
    check(off: phase.off + phase.listened, cut: phase.cut, mark, &reader)
    for task in phase.decoded { check(task: task, off: [], cut: [], mark, &reader) }
    defer { path.autonomous += 1 }
    return addStates(phase.label, rounds, ["none"], what: "sleep", mark, &path, &reader).first.map {
      .autonomousSleep(phase, number: path.autonomous + path.offset, state: $0)
    }
  }

  mutating func consolidate(
    _ phase: ConsolidatePhase, _ rounds: [Int], _ mark: Mark, _ path: inout Path, _ reader: inout Reader
  ) -> Step? {
    check(off: phase.off + phase.held, cut: phase.cut, mark, &reader)
    check(damage: phase.damage, &reader)
    for task in phase.decoded { check(task: task, off: [], cut: [], mark, &reader) }
    if let graded, !graded.layers.contains(where: { $0.value.binary != nil }) {
      reader.report("nothing settles here: no layer has binary units", at: mark, expected: "a layer with 'binary'")
    }
    defer { path.autonomous += 1 }
    return addStates(phase.label, rounds, ["none"], what: "sleep", mark, &path, &reader).first.map {
      .consolidate(phase, number: path.autonomous + path.offset, state: $0)
    }
  }

  private func check(damage: [NamedRate], _ reader: inout Reader) {
    guard let graded else { return }
    for share in damage {
      guard let layer = graded.layer(share.name, at: share.mark, &reader), graded.layers[layer].value.binary == nil else {
        continue
      }
      reader.report("'\(share.name)' has graded units", at: share.mark, expected: "a layer with 'binary'")
    }
  }

  mutating func rehearse(
    _ phase: Rehearsal, _ rounds: [Int], _ mark: Mark, _ path: inout Path, _ reader: inout Reader
  ) -> Step? {
    check(off: phase.off, cut: phase.cut, mark, &reader)
    for task in phase.decoded { check(task: task, off: [], cut: [], mark, &reader) }
    if phase.rule == .oscillating { checkOscillation(\.sleepRate, mark, &reader) }
    defer { path.autonomous += 1 }
    return addStates(phase.label, rounds, ["none"], what: "rehearsal", mark, &path, &reader).first.map {
      .rehearse(phase, number: path.autonomous + path.offset, state: $0)
    }
  }

  /// Oscillations are learnt from where weights stand in full rows.
  private func checkOscillation(_ rate: KeyPath<GradedProjection, Double>, _ mark: Mark, _ reader: inout Reader) {
    for projection in graded?.projections ?? [] where projection.value[keyPath: rate] > 0 && projection.value.isThin {
      reader.report(
        "'\(projection.name)' is too sparse to learn from an oscillation", at: mark,
        expected: "rate 0, or a share of at least \(GradedProjection.thinBelow)")
    }
  }

  func check(_ phase: ChangePhase, _ reader: inout Reader) {
    guard let graded else { return }
    for change in phase.projections {
      _ = reader.position(of: change.name, among: graded.projections.map(\.name), "projection", at: change.mark)
    }
    for change in phase.layers { _ = graded.layer(change.name, at: change.mark, &reader) }
  }

  private func check(task: String = "", part: String = "", off: [String], cut: [String], _ mark: Mark, _ reader: inout Reader) {
    guard let graded else { return }
    if !task.isEmpty { _ = reader.position(of: task, among: graded.tasks.map(\.name), "task", at: mark) }
    if !part.isEmpty, let parts = graded.task(task)?.kind?.parts { _ = reader.position(of: part, among: parts, "part", at: mark) }
    for name in cut { _ = reader.position(of: name, among: graded.projections.map(\.name), "projection", at: mark) }
    for name in off { _ = graded.layer(name, at: mark, &reader) }
  }
}
