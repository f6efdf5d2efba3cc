import Analysis
import Reporting
import Scenarios

/// What came of one claim on one brain.
public struct MatrixEntry: Sendable {
  /// The judgement itself.
  public let outcome: Judgement.Outcome
  /// Why it cannot be judged; empty where it can.
  public let reason: String
  /// The comparisons of the claim; none where it cannot be judged.
  public let parts: [Judgement.Part]
  /// Met where the experiment's file expects the contrary, or not met where it expects that.
  public let disagrees: Bool

  init(_ judgement: Judgement) {
    (outcome, reason, parts) = (judgement.outcome, judgement.reason, judgement.parts)
    disagrees = (outcome == .met || outcome == .notMet) && outcome != judgement.expected
  }

  /// Of a brain that does not take the experiment.
  init(refused reason: String) { (outcome, self.reason, parts, disagrees) = (.cannot, reason, [], false) }

  /// All words that a cell of the table can hold.
  static let words = [Judgement.Outcome.met, .notMet, .inconclusive, .cannot]

  /// "met", "not met", "undecided" or "cannot".
  public var word: String { Self.word(outcome) }

  static func word(_ outcome: Judgement.Outcome) -> String { outcome == .inconclusive ? "undecided" : outcome.rawValue }

  /// The word, marked where the experiment's file expects otherwise.
  var marked: String { word + (disagrees ? " !" : "") }

  /// One sign for narrow places.
  var sign: String {
    switch outcome {
    case .met: "+"
    case .notMet: "−"
    case .inconclusive: "?"
    case .cannot: "/"
    }
  }

  /// The first comparison that kept the claim from being met; nil if nothing did.
  var breaking: Int? { parts.firstIndex { $0.outcome == .notMet } ?? parts.firstIndex { $0.outcome == .inconclusive } }

  /// The numbers of a comparison in a line: estimate, interval, n, and what is claimed.
  func numbers(_ index: Int) -> String {
    let part = parts[index], e = part.estimate
    func number(_ x: Double) -> String { Layout.number(x, digits: 3) }
    let claimed =
      part.high.isInfinite
      ? "above \(number(part.low))"
      : part.low.isInfinite ? "below \(number(part.high))" : "\(number(part.low)) to \(number(part.high))"
    let place = parts.count > 1 ? "comparison \(index + 1) of \(parts.count): " : ""
    let needed = part.subjectsNeeded.map { "; about \($0) subjects would settle it" } ?? ""
    return place + (part.isDifference ? "difference" : "value")
      + " \(number(e.mean)) [\(number(e.low)), \(number(e.high))], n \(e.subjects), claimed \(claimed)\(needed)"
  }

  /// All numbers, or why there are none.
  var details: [String] { parts.isEmpty ? [reason.isEmpty ? "no comparison" : reason] : parts.indices.map(numbers) }

  /// What speaks against the brain, in a line: why the claim cannot be judged, or the numbers that decide; nil if it came out as the
  /// experiment's file expects.
  var obstacle: String? {
    switch outcome {
    case .cannot: reason
    case .met, .notMet: disagrees ? breaking.map(numbers) ?? details.joined(separator: "; ") : nil
    case .inconclusive: breaking.map(numbers) ?? details.first
    }
  }
}
