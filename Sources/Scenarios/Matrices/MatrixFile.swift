import Declarations
import Foundation

/// A table of experiments × theories as its file describes it: which scenarios, on which brains.
public struct MatrixFile: Sendable {
  /// The format that this version reads.
  package static let format = 1

  /// Short name, also of the results folder.
  public package(set) var name = ""
  /// What it is about, in a line; may be empty.
  public package(set) var title = ""
  /// Subjects of each cell; nil: as many as each experiment says.
  public var subjects: Int?
  package var format = 1
  package var experiments: [Entry] = []
  package var brains: [Entry] = [Entry("trisynaptic")]
  package var changes: [Changes] = []
  /// The text of the file, by its name in messages.
  package var sources: [String: String] = [:]

  /// A path or a word, and where it stands.
  package struct Entry: Sendable, Equatable {
    package var text: String
    package var mark: Mark
    /// Folder from which a path is counted.
    package var directory = "."

    package init(_ text: String, at mark: Mark = .commandLine) { (self.text, self.mark) = (text, mark) }

    /// Where the file that it names is, from the current folder.
    package var path: String { text.hasPrefix("/") || directory == "." ? text : directory + "/" + text }
  }

  /// Values in place of those of an experiment.
  package struct Changes: Sendable {
    package var experiment: Entry
    package var values: [(override: Override, mark: Mark)]
  }

  package init() {}

  /// A matrix without a file: paths are counted from the current folder. Mistakes are thrown like those of a file.
  public init(name: String, experiments: [String], brains: [String] = []) throws(ScenarioError) {
    self.name = name
    self.experiments = experiments.map { Entry($0) }
    if !brains.isEmpty { self.brains = brains.map { Entry($0) } }
    var reader = Reader()
    check(&reader)
    try refuse(reader.issues)
  }

  /// Reads the file at `path`. All mistakes are thrown at once.
  public init(path: String) throws(ScenarioError) {
    let directory = (path as NSString).deletingLastPathComponent, text: String
    do throws(Scenario.FileFailure) { text = try Scenario.readText(path) } catch {
      throw .unreadable(path: path, reason: error.reason)
    }
    try self.init(text: text, name: (path as NSString).lastPathComponent, directory: directory.isEmpty ? "." : directory)
  }

  package init(text: String, name: String, directory: String) throws(ScenarioError) {
    sources = [name: text]
    var reader = Reader()
    if let root = YAMLReader.read(text, file: name, &reader) { fill(root, directory, &reader) }
    try refuse(reader.issues)
  }

  /// Other brains than those of the file, counted from the current folder.
  public func replacing(brains: [String]) throws(ScenarioError) -> MatrixFile {
    var result = self, reader = Reader()
    result.brains = brains.map { Entry($0) }
    result.checkBrains(&reader)
    try refuse(reader.issues)
    return result
  }

  /// Whether a file describes a matrix, as far as its keys tell; a file that is not there does not.
  public static func describes(_ path: String) -> Bool {
    var reader = Reader()
    guard let text = try? Scenario.readText(path),
      case .mapping(let entries, _)? = YAMLReader.read(text, file: "", &reader)
    else { return false }
    let keys = entries.map(\.key)
    return !keys.contains("timeline") && keys.contains { NearMiss.of($0, among: ["experiments", "brains"]) != nil }
  }

  /// A brain as `ScenarioFile` takes it: a built-in word, or the path of a model file from the current folder.
  package static func brain(of entry: Entry) -> String { isPath(entry.text) ? entry.path : entry.text }

  /// Whether the text can only be a path.
  package static func isPath(_ text: String) -> Bool {
    !ScenarioFile.builtInBrains.contains(text) && (text.contains("/") || text.hasSuffix(".yaml") || text.hasSuffix(".yml"))
  }

  package func refuse(_ issues: Issues) throws(ScenarioError) {
    guard !issues.isEmpty else { return }
    throw .invalid(issues.sorted, rendered: IssueText.render(issues.sorted, sources: sources))
  }
}
