import Declarations
import Foundation

/// A model file: a brain in a file of its own, which any experiment can be run on.
enum BrainFile {
  /// Puts what model files say in place of their paths, and `given`, where there is one, in place of the scenario's own brain. Returns the
  /// name of the model file in messages; empty where there is none.
  static func put(
    _ given: String?, into root: inout Node, _ directory: String, _ reader: inout Reader, _ sources: inout [String: String]
  ) -> String {
    guard case .mapping(var entries, let mark) = root else { return "" }
    if let given {
      let place = Mark(file: "--brain", line: 1, column: 1)
      sources[place.file] = given
      entries.removeAll { $0.key == "brain" }
      entries.append(.init(key: "brain", mark: place, value: .scalar(given, place)))
    }
    guard let at = entries.firstIndex(where: { $0.key == "brain" }) else { return "" }
    var name = ""
    entries[at].value = loaded(entries[at].value, isTyped: given != nil, directory, &name, &reader, &sources)
    root = .mapping(entries, mark)
    return name
  }

  /// A brain with the model file that it names, and with its kinds of parts and wires written out.
  private static func loaded(
    _ node: Node, isTyped: Bool, _ directory: String, _ name: inout String, _ reader: inout Reader,
    _ sources: inout [String: String]
  ) -> Node {
    switch node {
    case .scalar(let path, let place):
      if path == TrisynapticSettings.entry.name { return node }
      return expanded(file(path, at: place, isTyped: isTyped, directory, &name, &reader, &sources), &reader)
    case .mapping(let entries, let mark):
      guard let given = entries.first(where: { $0.key == "file" }) else { return expanded(node, &reader) }
      guard case .scalar(let path, let place) = given.value else {
        reader.report(
          "\(given.value.kind) stands where a path is expected", at: given.value.mark, expected: "the path of a model file")
        return .mapping([], mark)
      }
      let own = Node.mapping(entries.filter { $0.key != "file" }, mark)
      return expanded(merged(file(path, at: place, isTyped: false, directory, &name, &reader, &sources), own), &reader)
    case .list: return node
    }
  }

  /// `node` with what `change` says in its place, mapping by mapping.
  private static func merged(_ node: Node, _ change: Node) -> Node {
    guard case .mapping(var entries, let mark) = node, case .mapping(let changes, _) = change else { return change }
    for new in changes {
      if let at = entries.firstIndex(where: { $0.key == new.key }) {
        entries[at].value = merged(entries[at].value, new.value)
      } else {
        entries.append(new)
      }
    }
    return .mapping(entries, mark)
  }

  /// The node without its 'kinds': every mapping that is 'like' one of them has its keys, where it has none of its own.
  private static func expanded(_ node: Node, _ reader: inout Reader) -> Node {
    guard case .mapping(let entries, let mark) = node, let given = entries.first(where: { $0.key == "kinds" }) else {
      return node
    }
    guard
      let kinds = reader.inside("kinds", { $0.entries(given.value, expected: "a mapping from names to keys that several share") })
    else { return node }
    func written(_ node: Node, depth: Int) -> Node {
      guard depth < 8, case .mapping(let entries, let mark) = node else { return node }
      let inner = Node.mapping(
        entries.filter { $0.key != "like" }.map { .init(key: $0.key, mark: $0.mark, value: written($0.value, depth: depth + 1)) },
        mark)
      guard let like = entries.first(where: { $0.key == "like" }), case .scalar(let name, let place) = like.value else {
        return inner
      }
      guard let kind = kinds.first(where: { $0.key == name }) else {
        reader.report(
          "there is no kind '\(name)'", at: place, expected: "one of \(kinds.map(\.key).joined(separator: ", "))",
          suggestion: NearMiss.of(name, among: kinds.map(\.key)))
        return inner
      }
      return merged(kind.value, inner)
    }
    return written(.mapping(entries.filter { $0.key != "kinds" }, mark), depth: 0)
  }

  /// What a model file says; an empty mapping where it cannot be had, which has been reported.
  private static func file(
    _ path: String, at place: Mark, isTyped: Bool, _ directory: String, _ name: inout String, _ reader: inout Reader,
    _ sources: inout [String: String]
  ) -> Node {
    let empty = Node.mapping([], place)
    guard let full = isTyped ? path : allowed(path, from: directory, at: place, &reader) else { return empty }
    name = path
    do throws(Scenario.FileFailure) {
      let text = try Scenario.readText(full)
      sources[name] = text
      let before = reader.issues.all.count
      guard let node = YAMLReader.read(text, file: name, &reader) else { return empty }
      guard case .mapping(let keys, let start) = node else {
        reader.report("\(node.kind) stands where a model is expected", at: node.mark, expected: "keys such as 'model: layers'")
        return empty
      }
      if !keys.contains(where: { $0.key == "model" }), reader.issues.all.count == before {
        reader.report(
          "this is no model file: it has no 'model'", at: start,
          expected: "'model: ' and one of " + BrainChoice.models.map { $0.entry.name }.joined(separator: ", "))
        return empty
      }
      return node
    } catch {
      reader.report(
        "there is no brain '\(path)': \(error.reason)", at: place, expected: "the path of a model file, or 'trisynaptic'")
      return empty
    }
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
    // Results keep a copy beside their scenario: a path must not lead further away than that.
    let steps = path.split(separator: "/").map(String.init)
    guard !steps.dropFirst().contains(".."), steps.first != ".." || steps.dropFirst().first == "models" else {
      reader.report(
        "'\(path)' lies outside the scenario's folder", at: mark,
        expected: "a model file in that folder or below, or in the folder 'models' beside it")
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
