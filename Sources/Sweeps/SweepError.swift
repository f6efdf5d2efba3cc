/// What can go wrong with a sweep's folder.
public enum SweepError: Error, Sendable, CustomStringConvertible {
  case unwritable(path: String, reason: String)
  case noSweep(path: String)
  /// The folder holds a sweep of something else; each line says a difference.
  case changed(path: String, differences: [String])
  /// The folder holds fewer points, of the same.
  case extends(path: String, stored: Int, wanted: Int)
  case damaged(path: String, reason: String)
  case inUse(path: String)
  /// Cells without a result.
  case incomplete(path: String, missing: Int, of: Int, first: [Int])
  case noCell(Int, of: Int)
  case noPoint(Int, of: Int)
  case noChunk(Int, last: Int)
  case slurm(String)

  public var description: String {
    switch self {
    case .unwritable(let path, let reason): return "cannot write '\(path)': \(reason)"
    case .noSweep(let path): return "'\(path)' holds no sweep (no sweep.json that can be read)"
    case .changed(let path, let differences):
      let shown = differences.prefix(12).map { "\n  " + $0 }.joined()
      let more = differences.count > 12 ? "\n  … \(differences.count - 12) more" : ""
      return "'\(path)' holds another sweep; choose another --output. What differs (there → now):\(shown)\(more)"
    case .extends(let path, let stored, let wanted):
      return "'\(path)' holds this sweep with \(stored) runs instead of \(wanted); --extend adds what is missing"
    case .damaged(let path, let reason): return "'\(path)' is damaged: \(reason)"
    case .inUse(let path):
      return "another run is working on '\(path)'; nothing was changed. 'engram sweep status' follows it"
    case .incomplete(let path, let missing, let total, let first):
      let numbers = first.map(String.init).joined(separator: ", ") + (missing > first.count ? ", …" : "")
      return "\(missing) of \(total) runs are missing in '\(path)' (cells \(numbers)); 'engram sweep run' goes on with them"
    case .noCell(let cell, let count): return "there is no cell \(cell): the sweep has 0 to \(count - 1)"
    case .noPoint(let point, let count): return "there is no point \(point): the sweep has 1 to \(count)"
    case .noChunk(let chunk, let last): return "there is no chunk \(chunk): the sweep has 0 to \(last)"
    case .slurm(let message): return "Slurm: \(message)"
    }
  }
}
