import Declarations
import Foundation
import Lives
import NumericalMethods
import Recordings
import Scenarios

/// `run.json`: where results come from, and how to make them again.
struct RunDescription {
  /// The copy of a model file that the command line gave, beside that of the scenario.
  static let brainFile = "brain.yaml"

  let overrides: [Override]
  let jobs: Int
  private let started = Date()
  private var finished: Date?
  private var outputs: [OutputFile.Summary] = []

  init(overrides: [Override], jobs: Int) {
    self.overrides = overrides
    self.jobs = jobs
  }

  /// All is written.
  mutating func complete(_ outputs: [OutputFile.Summary]) {
    finished = Date()
    self.outputs = outputs
  }

  func value(_ plan: Plan) -> Value {
    let format = ISO8601DateFormatter()
    return .object([
      "engram": .text(Release.version), "gsl": .text(GSL.version),
      "random": .text("Philox 4x32-10 under (seed, subject, purpose)"),
      "scenario": .text(plan.scenario.name), "digest": .text(plan.digest), "seed": .integer(plan.scenario.seed),
      "subjects": .integer(plan.scenario.subjects),
      "brain": !plan.scenario.brain.isForeign
        ? .null : .text(plan.scenario.brain.file.isEmpty ? plan.scenario.brainName : Self.brainFile),
      "overrides": .list(overrides.map { .object(["path": .text($0.path), "value": .text($0.value)]) }),
      "status": .text(finished == nil ? "running" : "complete"),
      "started": .text(format.string(from: started)),
      "finished": finished.map { .text(format.string(from: $0)) } ?? .null,
      "jobs": .integer(jobs), "host": .text(ProcessInfo.processInfo.hostName), "kernels": .text(Simulation.kernelName),
      "outputs": .list(
        outputs.map {
          .object(["file": .text($0.name), "bytes": .integer($0.bytes), "fnv1a": .text(String($0.checksum, radix: 16))])
        }), "plan": plan.contents,
    ])
  }

  /// What is read back of it.
  struct Header: Decodable {
    struct Setting: Decodable {
      var path: String
      var value: String
    }

    var digest: String
    /// The brain that the command line gave: a word, or the file beside the scenario; nil: the scenario's own.
    var brain: String?
    var overrides: [Setting]

    /// Nil if there is no such file, or it cannot be read.
    init?(path: String) {
      guard let data = FileManager.default.contents(atPath: path) else { return nil }
      guard let header = try? JSONDecoder().decode(Header.self, from: data) else { return nil }
      self = header
    }
  }
}
