import Declarations
import NetworkModels

/// What phases of networks of layers refer to.
extension Timeline {
  func check(task: String = "", part: String = "", off: [String], cut: [String], _ mark: Mark, _ reader: inout Reader) {
    guard let graded else { return }
    if !task.isEmpty { _ = reader.position(of: task, among: graded.tasks.map(\.name), "task", at: mark) }
    if !part.isEmpty, let parts = graded.task(task)?.kind?.parts { _ = reader.position(of: part, among: parts, "part", at: mark) }
    for name in cut { _ = reader.position(of: name, among: graded.projections.map(\.name), "projection", at: mark) }
    for name in off { _ = graded.layer(name, at: mark, &reader) }
  }

  func check(damage: [NamedRate], _ reader: inout Reader) {
    guard let graded else { return }
    for share in damage {
      guard let layer = graded.layer(share.name, at: share.mark, &reader), graded.layers[layer].value.binary == nil else {
        continue
      }
      reader.report("'\(share.name)' has graded units", at: share.mark, expected: "a layer with 'binary'")
    }
  }

  /// Oscillations are learnt from where weights stand in full rows.
  func checkOscillation(_ rate: KeyPath<GradedProjection, Double>, _ mark: Mark, _ reader: inout Reader) {
    for projection in graded?.projections ?? [] where projection.value[keyPath: rate] > 0 && projection.value.isThin {
      reader.report(
        "'\(projection.name)' is too sparse to learn from an oscillation", at: mark,
        expected: "rate 0, or a share of at least \(GradedProjection.thinBelow)")
    }
  }
}
