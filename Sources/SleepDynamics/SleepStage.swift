import Declarations

/// Stages of sleep after the AASM, and wakefulness.
package enum SleepStage: String, CaseIterable, Sendable {
  case wake = "W"
  case n1 = "N1"
  case n2 = "N2"
  case n3 = "N3"
  case rem = "REM"

  /// Its number in recordings: 0 for wake, 1 to 3 for N1 to N3, 4 for REM.
  package var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The stage in names of measures and parameters.
  package var word: String { self == .wake ? "wake" : rawValue.lowercased() }

  package var isNREM: Bool { self == .n1 || self == .n2 || self == .n3 }
}

extension SleepStage: Word {
  package var summary: String {
    switch self {
    case .wake: "wakefulness"
    case .n1: "falling asleep"
    case .n2: "light sleep: spindles, few slow oscillations"
    case .n3: "slow-wave sleep"
    case .rem: "rapid-eye-movement sleep"
    }
  }
}
