import Analysis
import Declarations

/// The table of what a circuit or a graded network did.
extension TextReport {
  /// A row for each score of each stretch of activity, training, test or sleep.
  var activity: String {
    var lines = [layout.colour("Activity (means over subjects)", .bold)], before = ""
    for score in results.scores {
      let state = results.index.states[score.state]
      let place = [state.branch, state.label, state.lesion == "none" ? "" : "−\(state.lesion)"].filter { !$0.isEmpty }
        .joined(separator: " ")
      if place != before { lines.append(Layout.clean(place)) }
      before = place
      let parts = score.measure.split(separator: "/", maxSplits: 1).map(String.init)
      let unit = (CircuitMeasures.kinds.first { $0.name == parts[0] }?.unit).map { $0.isEmpty ? "" : " " + $0 } ?? ""
      let name = parts[0].replacing("_", with: " "), of = parts.count > 1 ? parts[1] : ""
      let digits = score.estimate.mean.magnitude < 0.1 ? 3 : score.estimate.mean.magnitude < 100 ? 2 : 0
      let value = interval(score.estimate, digits: digits) + unit
      let missing = score.estimate.subjects < results.subjects ? " (n \(score.estimate.subjects))" : ""
      lines.append("  " + Layout.pad(name, 18) + " " + Layout.pad(Layout.clean(of), 30) + " " + value + missing)
    }
    return lines.joined(separator: "\n")
  }
}
