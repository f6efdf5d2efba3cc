/// What can go wrong with a folder of results.
public enum ResultsError: Error, Sendable, CustomStringConvertible {
  case unwritable(path: String, reason: String)
  case noResults(path: String)
  case otherPlan(path: String)
  case inUse(path: String)
  case damaged(path: String, reason: String)

  case nothingInCommon(String, String)

  public var description: String {
    switch self {
    case .unwritable(let path, let reason): "cannot write '\(path)': \(reason)"
    case .noResults(let path): "'\(path)' holds no results of engram (no run.json that can be read)"
    case .otherPlan(let path): "'\(path)' holds results of another scenario or version; choose another --output"
    case .inUse(let path): "another run is writing to '\(path)'"
    case .nothingInCommon(let a, let b): "'\(a)' and '\(b)' have no number in common that could be compared"
    case .damaged(let path, let reason): "'\(path)' is damaged: \(reason)"
    }
  }
}
