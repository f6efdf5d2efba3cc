import Lives
import Recordings
import Runs
import Scenarios

/// An experiment on a brain.
public struct MatrixCell: Sendable {
  /// Position in the matrix's list of cells.
  public let number: Int
  /// Position of its experiment.
  public let experiment: Int
  /// Position of its brain.
  public let brain: Int
  /// Folder of its results inside the matrix's; empty if it is not run. It is another one as soon as anything that decides what is
  /// simulated changes, so that results never stand for what they are not of.
  public let folder: String
  /// Why the brain does not take the experiment; empty if it does.
  public let refusal: String
  /// Why each claim cannot be judged, where the brain takes the experiment and none of its claims: it is not simulated then.
  public let obstacles: [String]
  package let plan: Plan?
  package let overrides: [Override]

  init(
    number: Int, experiment: Int, brain: Int, names: (experiment: String, brain: String), path: String, on model: String,
    overrides: [Override]
  ) throws(ScenarioError) {
    (self.number, self.experiment, self.brain, self.overrides) = (number, experiment, brain, overrides)
    do throws(ScenarioError) {
      let plan = try Plan.read(try ScenarioFile(path: path, brain: model), overrides: overrides)
      let obstacles = try plan.analyzer().obstacles, canJudge = obstacles.contains(nil)
      self.plan = canJudge ? plan : nil
      refusal = ""
      self.obstacles = canJudge ? [] : obstacles.compactMap(\.self)
      folder = canJudge ? Self.folder(names, plan.digest) : ""
    } catch {
      guard case .invalid(let issues, _) = error else { throw error }
      (plan, folder, obstacles) = (nil, "", [])
      refusal =
        issues.all.first.map {
          "\($0.message) (\($0.mark.file.split(separator: "/").last ?? ""):\($0.mark.line):\($0.mark.column))"
        }
        ?? "the experiment is refused"
    }
  }

  /// Subjects that it simulates.
  public var subjects: Int { plan?.scenario.subjects ?? 0 }

  /// A name that any file system takes, whatever its parts hold, and that no other cell has.
  private static func folder(_ names: (experiment: String, brain: String), _ digest: String) -> String {
    var sum = Checksum()
    for text in [names.experiment, names.brain, digest] {
      sum.add(text.utf8)
      sum.add(CollectionOfOne(0))
    }
    func plain(_ text: String) -> String {
      String(
        text.unicodeScalars.prefix(40).map { s -> Character in
          let isPlain = s.isASCII && (s.properties.isAlphabetic || ("0"..."9").contains(s) || s == "-" || s == "_")
          return isPlain ? Character(s) : "_"
        })
    }
    return "cells/\(plain(names.experiment))-\(plain(names.brain))-\(Checksum.hex(sum.value))"
  }
}
