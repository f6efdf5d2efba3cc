/// What can go wrong with a matrix's folder.
public enum MatrixError: Error, Sendable, CustomStringConvertible {
  /// The folder holds a matrix of another name, or results of something else.
  case taken(path: String, what: String)
  case inUse(path: String)
  case noCell(Int, of: Int)

  public var description: String {
    switch self {
    case .taken(let path, let what): "'\(path)' holds \(what); choose another --output"
    case .inUse(let path): "another run is working on '\(path)'; nothing was changed"
    case .noCell(let cell, let count): "there is no cell \(cell): the matrix has 0 to \(count - 1)"
    }
  }
}
