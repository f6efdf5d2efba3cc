import NetworkModels
import Scenarios

/// Names of the numbers that probes put into `SubjectRecord.scores`.
enum ProbeMeasure {
  /// `parts`: those whose codes are compared.
  static func names(parts: [String]) -> [String] {
    ["recognition_studied", "recognition_lure", "forced_choice", "generalization", "memorization", "savings"]
      + parts.flatMap { part in
        ResponseKind.allCases.flatMap { kind in ["related", "unrelated"].map { "similarity/\(part)/\(kind.rawValue)/\($0)" } }
      }
  }
}
