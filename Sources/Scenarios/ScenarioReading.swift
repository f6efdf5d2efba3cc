import Declarations
import Foundation
import Materials
import NetworkModels
import Yams

/// Why a scenario could not be had.
public enum ScenarioError: Error, Sendable {
  /// There is no such file, or it cannot be read.
  case unreadable(path: String, reason: String)
  /// The scenario has mistakes; the text shows them.
  case invalid(Issues, rendered: String)
}

/// A value given on the command line in place of the file's: a path of keys joined by dots.
public struct Override: Sendable, Equatable {
  /// Keys, and numbers of list entries from 1, joined by dots.
  public var path: String
  /// What stands there instead, as the file would have it.
  public var value: String

  /// What `--set path=value` says.
  public init(path: String, value: String) {
    self.path = path
    self.value = value
  }
}

extension Scenario {
  /// Reads the scenario at `path`, with `overrides` in place of what it says. All mistakes are thrown at once.
  public static func read(path: String, overrides: [Override] = []) throws(ScenarioError) -> Scenario {
    try ScenarioFile(path: path).scenario(overrides)
  }

  /// Reads a scenario from its text; tables are looked for in `directory`.
  public static func read(
    text: String, file: String, directory: String, overrides: [Override] = []
  ) throws(ScenarioError) -> Scenario {
    try ScenarioFile(text: text, name: file, directory: directory).scenario(overrides)
  }

  /// Throws mistakes, if there are any, shown in the files that were read.
  package func refuse(_ issues: Issues) throws(ScenarioError) {
    guard !issues.isEmpty else { return }
    throw .invalid(issues.sorted, rendered: IssueText.render(issues.sorted, sources: sources))
  }

  /// Takes everything from a tree.
  mutating func fill(_ root: Declarations.Node, _ directory: String, _ tables: ScenarioFile.Tables, _ reader: inout Reader) {
    guard case .mapping = root else {
      return reader.report(
        "\(root.kind) stands where a scenario is due", at: root.mark, expected: "keys such as 'format: 1' and 'timeline:'")
    }
    guard Self.formatIsKnown(root, &reader) else { return }
    let root = withoutFormerKeys(root, &reader)
    Self.declaration.read(&reader, root, into: &self)
    if var network = feedForward, let digits = materials.lazy.compactMap({ $0.generator as? DigitSet }).first {
      network.digits = digits
      brain.settings = network
    }
    if !brain.isUnknown { checkParts(root, &reader) }
    loadTables(directory, tables, &reader)
    check(&reader)
    // What is missing in a block that could not be read may stand under a mistyped word.
    if !reader.issues.all.contains(where: { $0.path.hasPrefix("sweep") }) { sweep?.check(&reader) }
    fit?.check(&reader)
  }

  struct FileFailure: Error {
    var reason: String
  }

  /// A regular file of at most 1 MB as UTF-8 text.
  static func readText(_ path: String) throws(FileFailure) -> String {
    var info = stat()
    guard stat(path, &info) == 0 else { throw FileFailure(reason: String(cString: strerror(errno))) }
    guard info.st_mode & S_IFMT == S_IFREG else { throw FileFailure(reason: "not a regular file") }
    guard info.st_size <= 1 << 20 else { throw FileFailure(reason: "larger than 1 MB") }
    guard let data = FileManager.default.contents(atPath: path) else { throw FileFailure(reason: "cannot be read") }
    guard let text = String(validating: data, as: UTF8.self) else { throw FileFailure(reason: "not text in UTF-8") }
    return text.replacingOccurrences(of: "\r\n", with: "\n")
  }

  /// Whether the format number is one that this version reads; a newer one is refused before anything else is said.
  private static func formatIsKnown(_ root: Declarations.Node, _ reader: inout Reader) -> Bool {
    guard case .mapping(let entries, _) = root, let entry = entries.first(where: { $0.key == "format" }) else { return true }
    guard case .scalar(let text, _) = entry.value, let number = Int(text), number > format else { return true }
    reader.report(
      "this file has format \(number)", at: entry.value.mark, expected: "format \(format); a newer version of engram is needed")
    return false
  }

  /// Puts an override into the tree, making mappings on the way where there are none.
  static func apply(
    _ override: Override, to root: inout Declarations.Node, _ reader: inout Reader, _ sources: inout [String: String]
  ) {
    let file = "--set \(override.path)"
    sources[file] = "\(override.path)=\(override.value)"
    let mark = Declarations.Mark(file: file, line: 1, column: override.path.unicodeScalars.count + 2)
    guard let value = YAMLReader.read(override.value, file: file, &reader) else { return }
    func placed(_ node: Declarations.Node) -> Declarations.Node {
      switch node {
      case .scalar(let text, _): .scalar(text, mark)
      case .list(let items, _): .list(items.map(placed), mark)
      case .mapping(let entries, _): .mapping(entries.map { .init(key: $0.key, mark: mark, value: placed($0.value)) }, mark)
      }
    }
    let keys = override.path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    func replaced(_ node: Declarations.Node, _ keys: ArraySlice<String>) -> Declarations.Node? {
      guard let key = keys.first else { return placed(value) }
      switch node {
      case .mapping(var entries, let at):
        let i = entries.firstIndex { $0.key == key } ?? entries.endIndex
        if i == entries.endIndex { entries.append(.init(key: key, mark: mark, value: .mapping([], mark))) }
        guard let new = replaced(entries[i].value, keys.dropFirst()) else { return nil }
        entries[i].value = new
        return .mapping(entries, at)
      case .list(var items, let at):
        guard let number = Int(key), items.indices.contains(number - 1) else {
          reader.report(
            "'\(key)' is not a number from 1 to \(items.count)", at: .init(file: file, line: 1, column: 1),
            expected: "the number of a list entry")
          return nil
        }
        guard let new = replaced(items[number - 1], keys.dropFirst()) else { return nil }
        items[number - 1] = new
        return .list(items, at)
      case .scalar:
        reader.report(
          "'\(key)' lies inside a value", at: .init(file: file, line: 1, column: 1), expected: "a path that ends there")
        return nil
      }
    }
    if let new = replaced(root, keys[...]) { root = new }
  }

  /// Reads the CSV files that materials and agreement name. They must lie in the scenario's folder or below.
  private mutating func loadTables(_ directory: String, _ tables: ScenarioFile.Tables, _ reader: inout Reader) {
    for i in materials.indices {
      guard var items = materials[i].generator as? FeatureTable else { continue }
      if let csv = table(items.file, directory, tables, at: materials[i].mark, &reader) { items.read(csv, &reader) }
      materials[i].generator = items
    }
    timeline = timeline.map { hypnogramsLoaded($0, directory, tables, &reader) }
    if var fit, !fit.file.isEmpty {
      if let csv = table(fit.file, directory, tables, at: fit.mark, &reader) { fit.read(csv, &reader) }
      self.fit = fit
    }
    if var agreement, !agreement.file.isEmpty {
      if let csv = table(agreement.file, directory, tables, at: agreement.mark, &reader) {
        agreement.read(csv, &reader)
      }
      self.agreement = agreement
    }
  }

  /// The phase with the hypnograms that it names.
  private mutating func hypnogramsLoaded(
    _ phase: Phase, _ directory: String, _ tables: ScenarioFile.Tables, _ reader: inout Reader
  ) -> Phase {
    var phase = phase
    switch phase.kind {
    case .phase(let settings):
      guard var sleep = settings as? SleepPhase, let physiology = sleep.physiology, !physiology.hypnogramFile.isEmpty else {
        break
      }
      if let csv = table(physiology.hypnogramFile, directory, tables, at: physiology.mark, &reader) {
        sleep.physiology?.hypnogram = HypnogramTable.read(csv, &reader)
      }
      phase.kind = .phase(sleep)
    case .repeat(var round):
      round.of = round.of.map { hypnogramsLoaded($0, directory, tables, &reader) }
      phase.kind = .repeat(round)
    case .branch(let ways):
      phase.kind = .branch(
        ways.map { Phase.Branch(name: $0.name, phases: $0.phases.map { hypnogramsLoaded($0, directory, tables, &reader) }) })
    }
    return phase
  }

  private mutating func table(
    _ path: String, _ directory: String, _ tables: ScenarioFile.Tables, at mark: Declarations.Mark, _ reader: inout Reader
  ) -> CSV? {
    guard !path.isEmpty else { return nil }
    let full = directory + "/" + path
    func real(_ path: String) -> String? {
      guard let pointer = realpath(path, nil) else { return nil }
      defer { free(pointer) }
      return String(cString: pointer)
    }
    guard !path.hasPrefix("/"), !path.hasPrefix("~") else {
      reader.report(
        "'\(path)' is not a path from the scenario's folder", at: mark, expected: "a relative path such as materials/items.csv")
      return nil
    }
    guard let base = real(directory), let resolved = real(full) else {
      reader.report("the file '\(path)' is not there", at: mark, expected: "a CSV file in the scenario's folder")
      return nil
    }
    guard resolved.hasPrefix(base == "/" ? "/" : base + "/") else {
      reader.report("'\(path)' lies outside the scenario's folder", at: mark, expected: "a file in that folder or below")
      return nil
    }
    do throws(FileFailure) {
      let text = try tables.text(resolved)
      sources[path] = text
      return CSV.read(text, file: path, &reader)
    } catch {
      reader.report(
        "the file '\(path)' cannot be used: \(error.reason)", at: mark, expected: "a CSV file of at most 1 MB in UTF-8")
      return nil
    }
  }

  /// Words of older files, and what they are called now.
  private static let formerKeys = [
    "network": "'brain: {size: …}'", "engine": "'brain: {competition: race}' for spiking; rate is the default",
    "circuit": "'brain: {model: circuit, …}'",
    "graded": "'brain: {model: layers, …}' with 'materials' beside it", "feedforward": "'brain: {model: feedforward, …}'",
  ]

  /// Reports words of older files with what they are called now, and takes them out.
  private mutating func withoutFormerKeys(_ root: Declarations.Node, _ reader: inout Reader) -> Declarations.Node {
    guard case .mapping(let entries, let mark) = root else { return root }
    for entry in entries where entry.key == "tasks" {
      reader.report(
        "'tasks' are now among 'materials'", at: entry.mark, expected: "'materials: {name: {generator: satellites, …}}'")
    }
    for entry in entries {
      guard let now = Self.formerKeys[entry.key] else { continue }
      reader.report("'\(entry.key)' is now part of 'brain'", at: entry.mark, expected: now)
      brain.isUnknown = true
    }
    return .mapping(entries.filter { Self.formerKeys[$0.key] == nil && $0.key != "tasks" }, mark)
  }

  /// There is something to learn where the brain holds items, and nothing is taken out that it does not have.
  private func checkParts(_ root: Declarations.Node, _ reader: inout Reader) {
    guard case .mapping(let entries, let mark) = root else { return }
    let given = entries.map(\.key), settings = brain.settings, noun = type(of: settings).noun
    for ablation in ablations where !settings.ablations.contains(ablation) {
      let taken = entries.first { $0.key == "ablate" }?.value.mark ?? mark
      reader.report(
        "'\(ablation.rawValue)' cannot be taken out of \(noun)", at: taken,
        expected: settings.ablations.isEmpty
          ? "no 'ablate'" : "one of " + settings.ablations.map(\.rawValue).joined(separator: ", "))
    }
    checkControls(&reader)
    if trisynaptic != nil, !given.contains("materials"), !brain.isForeign {
      reader.report("a scenario needs 'materials'", at: mark, expected: "'materials', or a brain that holds no items")
    }
    for material in materials { checkUse(of: material, noun, &reader) }
  }

  /// Reports a material that the brain has no use for.
  private func checkUse(of material: MaterialSettings, _ noun: String, _ reader: inout Reader) {
    let name = material.name, gives = type(of: material.generator).gives
    if material.trials != nil {
      guard layered == nil else { return }
      reader.report("'\(name)' gives \(gives), and this is \(noun)", at: material.mark, expected: "a network of layers")
    } else if material.generator is DigitSet {
      guard feedForward == nil else { return }
      reader.report("'\(name)' gives \(gives), and this is \(noun)", at: material.mark, expected: "a feed-forward network")
    } else if !holdsItems {
      reader.report(
        brain.isForeign
          ? "\(brain.noun) holds no items: no layer of it is a surface" : "'\(name)' gives \(gives), and \(noun) has none",
        at: material.mark,
        expected: brain.isForeign ? "another brain in this one's place" : "a brain with a surface, or no such material")
    }
  }

  /// What can be checked without an engine: names that refer to nothing, sizes that cannot be.
  private mutating func check(_ reader: inout Reader) {
    reader.inside("brain") { brain.settings.check(&$0) }
    let layer = inputLayer
    var needed: [String: Int] = [:]
    for i in materials.indices {
      if var heldOut = materials[i].generator as? HeldOut {
        guard let source = materials[..<i].first(where: { $0.name == heldOut.of && $0.givesItems }) else {
          let names = materials[..<i].filter(\.givesItems).map(\.name)
          reader.report(
            "there is no material '\(heldOut.of)' before this", at: materials[i].mark,
            expected: names.isEmpty ? "a material above this one" : "one of \(names.joined(separator: ", "))",
            suggestion: NearMiss.of(heldOut.of, among: names))
          continue
        }
        for item in source.generator.outline where !heldOut.families.contains(item.family) {
          heldOut.families.append(item.family)
        }
        heldOut.noise = source.generator as? Families
        materials[i].generator = heldOut
      }
      if let layered, let trials = materials[i].trials { layered.check(materials[i], trials, &reader) }
      let count = materials[i].generator.outline.count
      if count > 10_000 {
        reader.report("'\(materials[i].name)' has \(count) items", at: materials[i].mark, expected: "at most 10000")
      }
      let demand = materials[i].generator.demand(layer)
      let before = needed[materials[i].pool] ?? 0
      needed[materials[i].pool] = before + demand
      if demand > 0, before + demand > layer.units, !brain.isUnknown {
        reader.report(
          "'\(materials[i].name)' needs \(demand) units of its own, and \(max(0, layer.units - before)) of \(layer.units) are left",
          at: materials[i].mark,
          expected: "fewer or smaller items, a larger surface (trisynaptic: entorhinal_cortex), or a pool of its own")
      }
    }
    let keys = references.map(\.key)
    for claim in claims where !claim.reference.isEmpty && !keys.contains(claim.reference) {
      reader.report(
        "there is no reference '\(claim.reference)'", at: claim.mark,
        expected: keys.isEmpty ? "an entry under 'references'" : "one of \(keys.joined(separator: ", "))",
        suggestion: NearMiss.of(claim.reference, among: keys))
    }
    let isPuzzling = layered != nil && reader.issues.all.contains { $0.path.hasPrefix("materials") }
    if !brain.isUnknown, !isPuzzling, !timeline.isEmpty, !materials.isEmpty || trisynaptic == nil { _ = Timeline(self, &reader) }
  }

  /// Where items are written; of the default brain where this one holds none.
  package var inputLayer: InputLayer { brain.settings.map.surface ?? InputLayer(units: 200, active: 20, size: 1) }

  /// The scenario in its own words, every default written out.
  package var shown: Value { Self.declaration.show(self) }
}
