import Declarations
import Foundation

/// A scenario file read once, from which scenarios with other values are made without reading it again.
public struct ScenarioFile: Sendable {
  /// Its name in messages.
  public let name: String
  let directory: String
  let text: String
  /// What it says; nil if it is no YAML.
  private let root: Node?
  private let issues: Issues
  /// Tables that were read.
  private let tables: Tables
  /// Put in place of the file's own brain: a word, or the path of a model file.
  package let brain: String?
  /// A brain that no file describes, put in place of the file's own; what overrides say of a brain is then without meaning.
  package var model: (any BrainSettings)?

  /// Brains that come with the program.
  package static let builtInBrains = ["trisynaptic"]

  /// Reads the file at `path`; mistakes in it are found when a scenario is made of it. A `brain` (a built-in word, or the path of a model
  /// file from the current folder) stands in place of the file's.
  public init(path: String, brain: String? = nil) throws(ScenarioError) {
    let directory = (path as NSString).deletingLastPathComponent
    do throws(Scenario.FileFailure) {
      self.init(
        text: try Scenario.readText(path), name: (path as NSString).lastPathComponent,
        directory: directory.isEmpty ? "." : directory, brain: brain)
    } catch { throw .unreadable(path: path, reason: error.reason) }
  }

  package init(text: String, name: String, directory: String, brain: String? = nil) {
    self.name = name
    self.brain = brain
    self.text = text
    self.directory = directory
    var reader = Reader()
    root = YAMLReader.read(text, file: name, &reader)
    issues = reader.issues
    tables = Tables()
  }

  /// The scenario with `overrides` in place of what the file says. All mistakes are thrown at once.
  public func scenario(_ overrides: [Override] = []) throws(ScenarioError) -> Scenario {
    var reader = Reader()
    let scenario = read(overrides, &reader)
    try scenario.refuse(reader.issues)
    return scenario
  }

  /// The scenario as far as it could be read; mistakes are left in `reader`.
  package func read(_ overrides: [Override], _ reader: inout Reader) -> Scenario {
    reader.issues.append(issues)
    var scenario = Scenario()
    scenario.sources[name] = text
    scenario.fileName = name
    let overrides = overrides.filter { model == nil || $0.path != "brain" && !$0.path.hasPrefix("brain.") }
    if var root {
      if let model {
        scenario.brain.settings = model
        if case .mapping(let entries, let mark) = root { root = .mapping(entries.filter { $0.key != "brain" }, mark) }
      }
      // The brain first: other overrides may reach into it.
      for override in overrides where override.path == "brain" { Scenario.apply(override, to: &root, &reader, &scenario.sources) }
      let before = reader.issues.all.count, file = BrainFile.put(brain, into: &root, directory, &reader, &scenario.sources)
      scenario.brain.isUnknown = reader.issues.all.count > before
      for override in overrides where override.path != "brain" { Scenario.apply(override, to: &root, &reader, &scenario.sources) }
      scenario.brain.isForeign = brain != nil || model != nil
      scenario.fill(root, directory, tables, &reader)
      scenario.brain.file = file
      scenario.brain.isForeign = brain != nil || model != nil
    }
    return scenario
  }

  /// Texts of tables by their path on disk, kept from one scenario to the next.
  final class Tables: @unchecked Sendable {
    private let lock = NSLock()
    private var texts: [String: String] = [:]

    func text(_ path: String) throws(Scenario.FileFailure) -> String {
      if let known = lock.withLock({ texts[path] }) { return known }
      let text = try Scenario.readText(path)
      lock.withLock { texts[path] = text }
      return text
    }
  }
}
