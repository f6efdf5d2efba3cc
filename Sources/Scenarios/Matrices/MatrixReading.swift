import Declarations
import Foundation

extension MatrixFile: Declared {
  package static let declaration = Declaration<Self>(
    "a matrix",
    "Experiments × theories: every experiment is run on every brain; 'engram matrix' makes the table. Claims' controls are not run.",
    fields: [
      .integer("format", \.format, 1...1_000_000, "version of this format: 1", required: true),
      .name("name", \.name, "short name, also of the results folder", required: true),
      .text("title", \.title, "what it is about, in a line", maximum: 200),
      .integer("subjects", \.subjects, 1...10_000_000, "subjects of each cell, instead of the experiment's own"),
      entries("experiments", \.experiments, "scenario files, by their paths from this file's folder", required: true),
      entries(
        "brains", \.brains, "built-in brains (\(ScenarioFile.builtInBrains.joined(separator: ", "))), or paths of model files"),
      Field(
        "set", "values in place of an experiment's: its file, with paths and values as --set has them",
        form: .named(.named(.text(maximum: 1000)))
      ) { reader, node, root in
        for entry in reader.entries(node, expected: "a mapping from experiment files to changes") ?? [] {
          reader.inside(entry.key) { reader in
            let values = reader.entries(entry.value, expected: "a mapping from paths to values") ?? []
            root.changes.append(
              Changes(
                experiment: Entry(entry.key, at: entry.mark),
                values: values.map { (Override(path: $0.key, value: flow($0.value)), $0.mark) }))
          }
        }
      } show: { root in
        root.changes.isEmpty
          ? nil
          : .map(
            root.changes.map { change in
              .init(
                change.experiment.text, .map(change.values.map { .init($0.override.path, .text($0.override.value)) }))
            })
      },
    ])

  private static func entries(
    _ name: String, _ path: Field<MatrixFile>.Path<[Entry]>, _ summary: String, required: Bool = false
  ) -> Field<MatrixFile> {
    let count = 1...1000
    return Field(name, summary, form: .list(.text(maximum: 1000), count: count), required: required) { reader, node, root in
      let list = reader.list(node, count: count) { reader, node in
        reader.text(node, maximum: 1000).map { Entry($0, at: node.mark) }
      }
      if let list { root[keyPath: path] = list }
    } show: { root in
      root[keyPath: path].isEmpty ? nil : .list(root[keyPath: path].map { .text($0.text) })
    }
  }

  /// A value as `--set` has it, on one line. Scalars are untyped, so that quotation marks change nothing.
  private static func flow(_ node: Node) -> String {
    func text(_ text: String) -> String {
      let isPlain = text.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || "0123456789_./% +-".unicodeScalars.contains($0))
      }
      let startsPlain = text.unicodeScalars.first.map { $0.properties.isAlphabetic || ("0"..."9").contains($0) } ?? false
      let isNumber = Double(text) != nil
      return isNumber || isPlain && startsPlain ? text : Value.text(text).json(indent: nil)
    }
    switch node {
    case .scalar(let word, _): return text(word)
    case .list(let items, _): return "[" + items.map(flow).joined(separator: ", ") + "]"
    case .mapping(let entries, _): return "{" + entries.map { "\(text($0.key)): \(flow($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  /// Takes everything from a tree.
  mutating func fill(_ root: Node, _ directory: String, _ reader: inout Reader) {
    guard case .mapping(let entries, _) = root else {
      return reader.report(
        "\(root.kind) stands where a matrix is due", at: root.mark, expected: "keys such as 'format: 1' and 'experiments:'")
    }
    if let entry = entries.first(where: { $0.key == "format" }), case .scalar(let text, let mark) = entry.value,
      let number = Int(text), number > Self.format
    {
      return reader.report(
        "this file has format \(number)", at: mark, expected: "format \(Self.format); a newer version of engram is needed")
    }
    Self.declaration.read(&reader, root, into: &self)
    for i in experiments.indices { experiments[i].directory = directory }
    for i in brains.indices { brains[i].directory = directory }
    check(&reader)
  }

  /// What can be checked without reading the experiments.
  func check(_ reader: inout Reader) {
    reader.inside("experiments") { reader in
      refuseTwins(experiments, &reader)
      // One that was typed is looked for when it is read.
      for entry in experiments where entry.mark != .commandLine { refuseMissing(entry, &reader) }
    }
    checkBrains(&reader)
    reader.inside("set") { reader in
      for change in changes where !experiments.contains(where: { $0.text == change.experiment.text }) {
        let names = experiments.map(\.text)
        reader.report(
          "'\(change.experiment.text)' is not among the experiments", at: change.experiment.mark,
          expected: names.isEmpty ? nil : "one of \(names.prefix(12).joined(separator: ", "))",
          suggestion: NearMiss.of(change.experiment.text, among: names))
      }
    }
  }

  func checkBrains(_ reader: inout Reader) {
    reader.inside("brains") { reader in
      refuseTwins(brains, &reader)
      let words = ScenarioFile.builtInBrains
      for entry in brains where !words.contains(entry.text) {
        if Self.isPath(entry.text) {
          refuseMissing(entry, &reader)
        } else {
          reader.report(
            "there is no brain '\(entry.text)'", at: entry.mark,
            expected: "\(words.count > 1 ? "one of " : "")\(words.joined(separator: ", ")), or the path of a model file",
            suggestion: NearMiss.of(entry.text, among: words))
        }
      }
    }
  }

  private func refuseTwins(_ entries: [Entry], _ reader: inout Reader) {
    for (i, entry) in entries.enumerated() {
      if let first = entries[..<i].first(where: { $0.text == entry.text }) {
        let place = first.mark == entry.mark ? "" : "; the first is in line \(first.mark.line)"
        reader.report("'\(entry.text)' stands here a second time", at: entry.mark, expected: "each once" + place)
      }
    }
  }

  /// Reports a file that is not there, with the one in its folder that may be meant.
  private func refuseMissing(_ entry: Entry, _ reader: inout Reader) {
    var isDirectory: ObjCBool = false
    let path = entry.path
    guard !FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) || isDirectory.boolValue else { return }
    let folder = (entry.text as NSString).deletingLastPathComponent, name = (entry.text as NSString).lastPathComponent
    let above = (path as NSString).deletingLastPathComponent
    let files = ((try? FileManager.default.contentsOfDirectory(atPath: above.isEmpty ? "." : above)) ?? []).filter {
      $0.hasSuffix(".yaml") || $0.hasSuffix(".yml")
    }
    let near = NearMiss.of(name, among: files).map { folder.isEmpty ? $0 : folder + "/" + $0 }
    reader.report(
      isDirectory.boolValue ? "'\(entry.text)' is a folder" : "the file '\(entry.text)' is not there", at: entry.mark,
      expected: "a YAML file" + (entry.mark == .commandLine ? "" : ", by its path from this file's folder"), suggestion: near)
  }
}
