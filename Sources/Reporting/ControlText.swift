import Analysis

/// A claim's negative control in a line.
struct ControlText {
  let control: Judgement.Control

  init(_ control: Judgement.Control) { self.control = control }

  var text: String {
    let begin = "under \(control.ablation): "
    guard let outcome = control.outcome else { return begin + "not run" + (control.reason.isEmpty ? "" : ", \(control.reason)") }
    let word = outcome == .met ? "met too, so the control fails" : outcome.rawValue
    let numbers = control.parts.map(Self.number).joined(separator: "; ")
    let why = control.reason.isEmpty ? "" : ", \(Layout.clean(control.reason))"
    return begin + word + why + (numbers.isEmpty ? "" : " (\(numbers))")
  }

  /// A comparison's estimate, interval and n.
  static func number(_ part: Judgement.Part) -> String {
    let e = part.estimate
    func three(_ x: Double) -> String { Layout.number(x, digits: 3) }
    return "\(three(e.mean)) [\(three(e.low)), \(three(e.high))], n \(e.subjects)"
  }
}
