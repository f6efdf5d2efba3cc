import Declarations
import Foundation

/// A model file: a brain in a file of its own, which any experiment can be run on.
enum BrainFile {
  /// Puts what the model file says in place of its path, and `given`, where there is one, in place of the scenario's own brain. Returns the
  /// name of the model file in messages; empty where there is none.
  static func put(
    _ given: String?, into root: inout Node, _ directory: String, _ reader: inout Reader, _ sources: inout [String: String]
  ) -> String {
    guard case .mapping(var entries, let mark) = root else { return "" }
    let position: Int
    if let found = entries.firstIndex(where: { $0.key == "brain" }) {
      position = found
      if let given { entries[found].value = .scalar(given, entries[found].mark) }
    } else if let given {
      position = entries.endIndex
      entries.append(.init(key: "brain", mark: mark, value: .scalar(given, mark)))
    } else {
      return ""
    }
    defer { root = .mapping(entries, mark) }
    guard case .scalar(let path, let place) = entries[position].value, path != TrisynapticSettings.entry.name else { return "" }
    let empty = Node.mapping([], place)
    guard let full = given == nil ? allowed(path, from: directory, at: place, &reader) : path else {
      entries[position].value = empty
      return ""
    }
    let name = (given == nil ? path : (path as NSString).lastPathComponent)
    do throws(Scenario.FileFailure) {
      let text = try Scenario.readText(full)
      sources[name] = text
      let before = reader.issues.all.count
      guard let node = YAMLReader.read(text, file: name, &reader) else {
        entries[position].value = empty
        return name
      }
      if case .mapping(let keys, let start) = node {
        if !keys.contains(where: { $0.key == "model" }), reader.issues.all.count == before {
          reader.report(
            "this is no model file: it has no 'model'", at: start,
            expected: "'model: ' and one of " + words.joined(separator: ", "))
          entries[position].value = empty
        } else {
          entries[position].value = node
        }
      } else {
        reader.report("\(node.kind) stands where a model is expected", at: node.mark, expected: "keys such as 'model: layers'")
        entries[position].value = empty
      }
    } catch {
      reader.report(
        "there is no brain '\(path)': \(error.reason)", at: place, expected: "the path of a model file, or 'trisynaptic'")
      entries[position].value = empty
    }
    return name
  }

  /// What a model can be.
  private static var words: [String] { BrainChoice.models.map { $0.entry.name } }

  /// The real path of a model file that a scenario names: in the scenario's folder or below, or in the folder 'models' beside it.
  private static func allowed(_ path: String, from directory: String, at mark: Mark, _ reader: inout Reader) -> String? {
    func real(_ path: String) -> String? {
      guard let pointer = realpath(path, nil) else { return nil }
      defer { free(pointer) }
      return String(cString: pointer)
    }
    guard !path.hasPrefix("/"), !path.hasPrefix("~") else {
      reader.report(
        "'\(path)' is not a path from the scenario's folder", at: mark, expected: "a relative path such as models/my-brain.yaml")
      return nil
    }
    guard let base = real(directory), let resolved = real(directory + "/" + path) else {
      if words.contains(path) {
        reader.report("'\(path)' alone does not say what the brain is", at: mark, expected: "'brain: {model: \(path), …}'")
      } else {
        let standard = TrisynapticSettings.entry.name
        reader.report(
          "there is no brain '\(path)'", at: mark, expected: "the path of a model file, or '\(standard)'",
          suggestion: NearMiss.of(path, among: [standard]))
      }
      return nil
    }
    let beside = (base as NSString).deletingLastPathComponent + "/models/"
    guard resolved.hasPrefix(base == "/" ? "/" : base + "/") || resolved.hasPrefix(beside) else {
      reader.report(
        "'\(path)' lies outside the scenario's folder", at: mark,
        expected: "a model file in that folder or below, or in the folder 'models' beside it")
      return nil
    }
    return resolved
  }
}
