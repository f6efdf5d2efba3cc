import Engram
import Foundation

/// Data on stdout, messages on stderr; colour only where a person looks.
enum Terminal {
  /// Ends the program if nobody can take the text: what it tells of is stored by then.
  static func print(_ text: String) {
    guard !write(text, to: 1) else { return }
    error("engram: cannot print: \(String(cString: strerror(errno)))")
    exit(Exit.failed.rawValue)
  }

  static func error(_ text: String) { write(text + "\n", to: 2) }

  /// False if the system does not take it.
  @discardableResult
  static func write(_ text: String, to descriptor: Int32) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { return false }
      rest = rest.dropFirst(max(count, 0))
    }
    return true
  }

  static var usesColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(1) == 1 && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
  }
}

/// How far a run has come, with the time left: a line that is rewritten on a terminal, one line every ten seconds in a log.
/// Several threads may tell it.
final class Progress: @unchecked Sendable {
  private let lock = NSLock()
  private let start = Date()
  // Under the lock:
  private var first: Int?
  private var shown = Date.distantPast
  private let isTerminal = isatty(2) == 1
  private let isQuiet: Bool

  private let noun: String

  init(isQuiet: Bool, noun: String = "subjects") {
    self.isQuiet = isQuiet
    self.noun = noun
  }

  func show(_ done: Int, of total: Int) { lock.withLock { tell(done, of: total) } }

  private func tell(_ done: Int, of total: Int) {
    let now = Date()
    if first == nil { first = done }
    guard !isQuiet, let first, now.timeIntervalSince(shown) >= (isTerminal ? 0.1 : 10) || done == total && isTerminal else {
      return
    }
    if !isTerminal, done == total || now.timeIntervalSince(start) < 10 { return }
    shown = now
    let elapsed = now.timeIntervalSince(start), share = Double(done - first) / Double(max(total - first, 1))
    let left = share > 0 ? elapsed / share * (1 - share) : 0
    let text = "\(done) of \(total) \(noun)" + (done < total && share > 0 ? ", \(Self.time(left)) left" : "")
    Terminal.write(isTerminal ? "\r\u{1B}[K\(text)" : "\(text)\n", to: 2)
  }

  /// Clears the line.
  func end() { if isTerminal, !isQuiet { Terminal.write("\r\u{1B}[K", to: 2) } }

  private static func time(_ seconds: Double) -> String {
    let s = Int(seconds.rounded(.up))
    return s < 60 ? "\(s) s" : s < 3600 ? "\(s / 60) min \(s % 60) s" : "\(s / 3600) h \(s / 60 % 60) min"
  }
}

/// Raises a flag on SIGINT and SIGTERM, as long as it lives; a second signal ends the program at once, which loses nothing that was finished either.
final class Signals {
  private var sources: [any DispatchSourceSignal] = []

  init(_ flag: StopFlag, noun: String = "subjects") {
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if flag.isRaised { _exit(130) }
        flag.raise()
        Terminal.error("\nstopping after the \(noun) in hand (again to stop at once)")
      }
      source.resume()
      sources.append(source)
    }
  }

  deinit {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }
}
