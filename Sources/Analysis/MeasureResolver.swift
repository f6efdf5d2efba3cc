import Declarations
import Recordings
import Scenarios

/// Turns the names in a measure call into numbers, once; what refers to nothing is reported where it stands.
struct MeasureResolver {
  let index: Index
  /// Which tests or scores each state has, to tell a measure without data from one that is merely small.
  let available: [Set<String>]

  func resolve(_ call: MeasureCall, _ reader: inout Reader) -> (Measure, Selection)? {
    let before = reader.issues.all.count
    guard let measure = Self.measure(call, &reader) else { return nil }
    var selection = Selection()
    selection.words = Dictionary(call.arguments.map { ($0.key, $0.value) }) { a, _ in a }
    if measure.score == nil { selection.memories = memories(call, &reader) }
    selection.standardPart = index.parts.first { $0 == "ca3" } ?? index.parts.first
    for (i, name) in index.measures.enumerated() { selection.scores[name] = Int32(i) }
    if measure.hasLabel {
      guard let state = state(call, measure, &reader) else { return nil }
      selection.state = state
    } else {
      if let label = call.label {
        reader.report(
          "'\(measure.name)' has no label: it counts over sleeps", at: call.mark,
          expected: "\(measure.name)() instead of \(measure.name)(\(label))")
      }
      selection.sleeps = sleeps(call, &reader)
      if measure.needsPhysiology, !selection.sleeps.isEmpty, !selection.sleeps.contains(where: { index.sleeps[$0].hasPhysiology })
      {
        reader.report(
          "'\(measure.name)' is of nights from equations, and these are numbers of events", at: call.mark,
          expected: "a sleep with 'physiology'")
      }
    }
    return reader.issues.all.count == before ? (measure, selection) : nil
  }

  /// The measure that a call names, with its keys and their words checked: what needs no timeline.
  static func measure(_ call: MeasureCall, _ reader: inout Reader) -> Measure? {
    guard let measure = Measure.byName[call.name] else {
      let names = Measure.all.map(\.name)
      reader.report(
        "there is no measure '\(call.name)'", at: call.mark, expected: "one of \(names.joined(separator: ", "))",
        suggestion: call.name == "likeness" ? "similarity" : NearMiss.of(call.name, among: names))
      return nil
    }
    for argument in call.arguments {
      let known = measure.keys.map(\.name)
      guard let key = measure.keys.first(where: { $0.name == argument.key }) else {
        reader.report(
          "'\(argument.key)' is not a key of \(measure.name)", at: argument.mark,
          expected: known.isEmpty ? "no keys" : "one of \(known.joined(separator: ", "))",
          suggestion: formerKeys[argument.key]?.first(where: known.contains) ?? NearMiss.of(argument.key, among: known))
        continue
      }
      if let words = key.words { _ = reader.word(.scalar(argument.value, argument.mark), among: words) }
    }
    return measure
  }

  /// Keys of older files, and what they are called now.
  private static let formerKeys = [
    "part": ["group"], "task": ["material"], "layer": ["part"], "region": ["part"], "at": ["state"],
  ]

  private func memories(_ call: MeasureCall, _ reader: inout Reader) -> [Int] {
    for (key, values) in [("group", index.memories.map(\.group)), ("material", index.memories.map(\.material))] {
      guard let argument = call.arguments.first(where: { $0.key == key }), !values.contains(argument.value) else { continue }
      var distinct: [String] = []
      for value in values where !distinct.contains(value) { distinct.append(value) }
      reader.report(
        "there is no \(key) '\(argument.value)'", at: argument.mark,
        expected: "one of \(distinct.prefix(12).joined(separator: ", "))",
        suggestion: NearMiss.of(argument.value, among: distinct))
    }
    return index.memories.indices.filter {
      (call["group"] ?? index.memories[$0].group) == index.memories[$0].group
        && (call["material"] ?? index.memories[$0].material) == index.memories[$0].material
    }
  }

  private func state(_ call: MeasureCall, _ measure: Measure, _ reader: inout Reader) -> Int? {
    var branches: [String] = []
    for state in index.states where !branches.contains(state.branch) { branches.append(state.branch) }
    guard let label = call.label else {
      reader.report(
        "'\(measure.name)' needs the label of a probe", at: call.mark,
        expected: "\(measure.name)(\(index.states.first?.label ?? "label"))")
      return nil
    }
    let labelled = index.states.filter { $0.label == label }
    guard !labelled.isEmpty else {
      var labels: [String] = []
      for state in index.states where !labels.contains(state.label) { labels.append(state.label) }
      reader.report(
        "there is no probe '\(label)'", at: call.mark, expected: "one of \(labels.prefix(12).joined(separator: ", "))",
        suggestion: NearMiss.of(label, among: labels))
      return nil
    }
    let here = labelled.filter { $0.branch == call.branch }
    guard !here.isEmpty else {
      let expected = Array(Set(labelled.map { $0.branch.isEmpty ? "no branch" : $0.branch })).sorted()
      reader.report(
        call.branch.isEmpty
          ? "the probe '\(label)' lies in a branch" : "there is no probe '\(label)' in the branch '\(call.branch)'",
        at: call.mark,
        expected: expected == ["no branch"]
          ? "\(measure.name)(\(label)) without a branch" : "one of \(expected.joined(separator: ", "))",
        suggestion: NearMiss.of(call.branch, among: branches.filter { !$0.isEmpty }))
      return nil
    }
    let lesion = call["lesion"] ?? (here.count == 1 ? here[0].lesion : "none")
    guard let position = index.states.firstIndex(where: { $0.branch == call.branch && $0.label == label && $0.lesion == lesion })
    else {
      let lesions = here.map(\.lesion)
      let mark = call.arguments.first { $0.key == "lesion" }?.mark ?? call.mark
      reader.report(
        "'\(label)' was not probed with lesion '\(lesion)'", at: mark, expected: "one of \(lesions.joined(separator: ", "))",
        suggestion: NearMiss.of(lesion, among: lesions))
      return nil
    }
    if measure.needs == .similarity, available[position].contains(where: { $0.hasPrefix("similarity/") }) {
      return hasScore(Self.similarityOfTrials, call, measure, at: position, &reader) ? position : nil
    }
    if measure.needs != nil, index.memories.isEmpty {
      reader.report(
        "'\(measure.name)' is of memories, and there are none here", at: call.mark,
        expected: "a measure of circuits or networks of layers")
      return nil
    }
    if let needs = measure.needs, !available[position].contains(needs.rawValue) {
      reader.report(
        "'\(label)' does not test \(needs.rawValue), which \(measure.name) needs", at: call.mark,
        expected: "'tests: [..., \(needs.rawValue)]' in that probe")
      return nil
    }
    if measure.needs == .similarity { checkCodes(call, &reader) }
    if let score = measure.score, !hasScore(score, call, measure, at: position, &reader) { return nil }
    return position
  }

  /// How similarities are called that probes of trials give.
  private static let similarityOfTrials = ScoreName(
    keys: [("part", nil), ("state", "initial"), ("items", nil)], missing: "similarity", remedy: "the label of a probe of trials")

  /// Reports a part whose codes are not compared, or a relation that items do not have.
  private func checkCodes(_ call: MeasureCall, _ reader: inout Reader) {
    if index.parts.isEmpty {
      return reader.report(
        "'\(call.name)' compares codes, and this brain has no part whose codes are compared", at: call.mark,
        expected: "a brain with parts beside those that show and answer")
    }
    for (key, words) in [("part", index.parts), ("items", ["related", "unrelated"])] {
      guard let argument = call.arguments.first(where: { $0.key == key }) else { continue }
      _ = reader.word(.scalar(argument.value, argument.mark), among: words)
    }
  }

  /// Whether a state has the score that a measure asks for.
  private func hasScore(
    _ score: ScoreName, _ call: MeasureCall, _ measure: Measure, at position: Int, _ reader: inout Reader
  ) -> Bool {
    let here = available[position], label = index.states[position].label
    let words = Dictionary(call.arguments.map { ($0.key, $0.value) }) { a, _ in a }
    // The first key whose word no score has, with the words that there are in its place.
    var prefix = measure.name
    for key in score.keys {
      let names = index.measures.filter { $0.hasPrefix(prefix + "/") && here.contains($0) }
        .map { String($0.dropFirst(prefix.count + 1).prefix { $0 != "/" }) }
        .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      guard let word = words[key.name] ?? key.standard else {
        reader.report(
          "'\(measure.name)' needs to know which \(key.name)", at: call.mark,
          expected:
            "\(measure.name)(\(([label] + call.arguments.map { "\($0.key): \($0.value)" } + ["\(key.name): \(names.first ?? "name")"]).joined(separator: ", ")))"
        )
        return false
      }
      guard !names.isEmpty || score.missing == key.name else { break }
      guard names.contains(word) else {
        let mark = call.arguments.first { $0.key == key.name }?.mark ?? call.mark
        reader.report(
          "'\(label)' has no \(key.name) '\(word)'", at: mark,
          expected: names.isEmpty ? "a label with a \(key.name)" : "one of \(names.joined(separator: ", "))",
          suggestion: NearMiss.of(word, among: names))
        return false
      }
      prefix += "/" + word
    }
    guard !here.contains(prefix) else { return true }
    reader.report("'\(label)' has no \(score.missing)", at: call.mark, expected: score.remedy)
    return false
  }

  /// Sleeps on the way to the end of a branch: its own and those before it.
  private func sleeps(_ call: MeasureCall, _ reader: inout Reader) -> [Int] {
    let path = call.branch.split(separator: ".").map(String.init)
    let onTheWay = index.sleeps.indices.filter {
      path.starts(with: index.sleeps[$0].branch.split(separator: ".").map(String.init))
    }
    guard !onTheWay.isEmpty else {
      let branches = Array(Set(index.sleeps.map(\.branch))).sorted()
      reader.report(
        "there is no sleep in \(call.branch.isEmpty ? "the timeline before its branches" : "the branch '\(call.branch)'")",
        at: call.mark,
        expected: branches.isEmpty ? "a sleep in the timeline" : "one of \(branches.joined(separator: ", "))",
        suggestion: NearMiss.of(call.branch, among: branches))
      return []
    }
    guard let argument = call.arguments.first(where: { $0.key == "sleep" }) else { return onTheWay }
    let chosen = onTheWay.filter { index.sleeps[$0].name == argument.value }
    if chosen.isEmpty {
      var names: [String] = []
      for sleep in onTheWay where !names.contains(index.sleeps[sleep].name) { names.append(index.sleeps[sleep].name) }
      reader.report(
        "there is no sleep '\(argument.value)'", at: argument.mark, expected: "one of \(names.prefix(12).joined(separator: ", "))"
      )
    }
    return chosen
  }
}
