import Foundation

/// Keeps those who share a sweep's folder out of each other's way: locks on bytes of `.lock`, one for each chunk. They end with the process
/// that holds them, whatever ends it, and hold between machines where the file system knows locks; where it does not, there are none.
final class SweepLock {
  enum Part {
    /// What the sweep is: `sweep.json`, `scenario/`, `design.csv`.
    case design
    /// What `collect` writes.
    case tables
    case chunks(ClosedRange<Int>)

    fileprivate var bytes: ClosedRange<Int> {
      switch self {
      case .design: 0...0
      case .tables: 1...1
      case .chunks(let range): range.lowerBound + 2...min(range.upperBound, 1 << 40) + 2
      }
    }
  }

  private let descriptor: Int32

  /// Locks a part of the folder at `path`; waits for it if `waits`, throws if another has it otherwise.
  init(_ path: String, _ part: Part, waits: Bool = false) throws {
    let file = path + "/.lock"
    descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw SweepError.unwritable(path: file, reason: String(cString: strerror(errno))) }
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = off_t(part.bytes.lowerBound)
    lock.l_len = off_t(part.bytes.count)
    var code: Int32
    repeat { code = fcntl(descriptor, waits ? Self.setAndWait : Self.set, &lock) } while code != 0 && errno == EINTR
    // The file is closed by `deinit`, which comes to a lock that was refused too.
    guard code == 0 || errno != EAGAIN && errno != EACCES else { throw SweepError.inUse(path: path) }
  }

  deinit { close(descriptor) }

  // Locks of an open file (POSIX.1-2024), which exclude each other within a process too; their numbers are not imported.
  #if os(Linux)
    private static let set: Int32 = 37, setAndWait: Int32 = 38
  #else
    private static let set: Int32 = 90, setAndWait: Int32 = 91
  #endif
}
