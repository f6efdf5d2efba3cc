import Engram
import Foundation

/// Data on stdout, messages on stderr; colour only where a person looks.
enum Terminal {
  static func print(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

  static func error(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

  static var usesColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(1) == 1 && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
  }
}

/// How far a run has come, with the time left: a line that is rewritten on a terminal, one line every ten seconds in a log.
final class Progress {
  private let start = Date()
  private var first: Int?
  private var shown = Date.distantPast
  private let isTerminal = isatty(2) == 1
  private let isQuiet: Bool

  private let noun: String

  init(isQuiet: Bool, noun: String = "subjects") {
    self.isQuiet = isQuiet
    self.noun = noun
  }

  func show(_ done: Int, of total: Int) {
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
    FileHandle.standardError.write(Data((isTerminal ? "\r\u{1B}[K\(text)" : "\(text)\n").utf8))
  }

  /// Clears the line.
  func end() { if isTerminal, !isQuiet { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) } }

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
