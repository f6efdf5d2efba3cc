import NetworkModels
import Recordings
import Scenarios

/// Names of the numbers that probes put into `SubjectRecord.scores`.
enum ProbeMeasure {
  /// Whose codes are compared: the index's parts.
  static let regions: [Region] = [.dentateGyrus, .ca3, .ca1, .neocortex]

  /// The index's stores: each is alone where the other is silenced.
  static let stores = [
    Index.Store(name: Store.hippocampus.rawValue, alone: LesionName.cortex.rawValue),
    Index.Store(name: Store.cortex.rawValue, alone: LesionName.hippocampus.rawValue),
  ]

  static let names: [String] =
    ["recognition_studied", "recognition_lure", "forced_choice", "generalization", "memorization", "savings"]
    + regions.flatMap { region in
      ResponseKind.allCases.flatMap { kind in
        ["related", "unrelated"].map { "similarity/\(region.rawValue)/\(kind.rawValue)/\($0)" }
      }
    }

  private static let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })

  static func number(_ name: String) -> Int32 { numbers[name] ?? -1 }
}

extension LesionName {
  /// What the engine silences.
  var lesion: Lesion {
    switch self {
    case .none: []
    case .hippocampus: .hippocampus
    case .cortex: .neocortex
    case .dentateGyrus: .dentateGyrus
    case .ca3: .ca3
    case .ca1: .ca1
    case .monosynapticPathway: .monosynapticPathway
    case .trisynapticPathway: .trisynapticPathway
    }
  }
}
