import CGSL

/// A status that GSL returned, as an error.
public struct GSLError: Error, Sendable, Equatable, CustomStringConvertible {
  /// GSL's status code.
  public let status: Int32
  /// The function that returned it.
  public let function: String

  package init(status: Int32, function: String) {
    self.status = status
    self.function = function
  }

  /// An argument that a method cannot take: `requirement` says which, and what is asked of it.
  package static func invalid(_ requirement: String) -> GSLError { GSLError(status: Int32(GSL_EINVAL), function: requirement) }

  /// An object of GSL's for which there was no memory.
  package static func memory(_ function: String) -> GSLError { GSLError(status: Int32(GSL_ENOMEM), function: function) }

  public var description: String { "\(function): \(String(cString: gsl_strerror(status)))" }
}

/// The library as a whole: its version, and its error handler switched off (the default one aborts the process).
public enum GSL {
  /// Touched before the first call into GSL; switches the aborting error handler off, once.
  package static let isReady: Bool = {
    gsl_set_error_handler_off()
    return true
  }()

  /// A call into GSL that needs no object of ours: all others are made by types whose initializers touch `isReady`.
  @inline(__always)
  package static func call<T>(_ body: () -> T) -> T {
    _ = isReady
    return body()
  }

  public static var version: String { String(cString: engram_gsl_version()) }

  /// Throws unless `status` is success.
  package static func check(_ status: Int32, in function: String) throws(GSLError) {
    guard status == 0 else { throw GSLError(status: status, function: function) }
  }
}
