import Declarations
import NetworkModels

extension TrisynapticSettings {
  /// A pathway that the file speaks of.
  package struct PathwaySettings: Sendable {
    package var name: String
    package var mark: Mark
    package var role: TrisynapticRole
    /// The cortex, of a cortex' pathways.
    package var region: String
    /// Where the region is named.
    var end: Mark
    package var value: TrisynapticPathway
  }

  private static let surface = Region.entorhinalCortex.rawValue, neocortex = Region.neocortex.rawValue

  static let pathwaysField = Field<Self>(
    "pathways",
    "weights between regions: what differs from the default, by name, and the two pathways of each further cortex, by names of your own. "
      + TrisynapticRole.allCases.map { "\($0.rawValue): \($0.summary)" }.joined(separator: "; "),
    form: .named(
      .either([
        .mapping(
          [
            FieldInfo(name: "from", summary: "the region where it begins", form: .name, isRequired: false),
            FieldInfo(name: "to", summary: "the region where it ends", form: .name, isRequired: false),
          ]
            + TrisynapticPathway.declaration.info.map { field in
              var field = field
              field.form = field.form.drawn
              return field
            }), .word([.init("none", "there is no such pathway (monosynaptic_pathway)")]),
      ]))
  ) { reader, node, root in
    for entry in reader.entries(node, expected: "a mapping from pathways to what they are") ?? [] {
      guard let name = reader.name(entry.key, at: entry.mark) else { continue }
      reader.inside(name) { root.readPathway(name, entry, &$0) }
    }
  } show: {
    $0.shownPathways
  }

  /// Reads one pathway: of a role by its name, else of a further cortex.
  private mutating func readPathway(_ name: String, _ entry: Node.Entry, _ reader: inout Reader) {
    let known = TrisynapticRole(rawValue: name)
    if case .scalar("none", let mark) = entry.value {
      guard known == .monosynaptic else {
        let reason =
          known.map { "the brain cannot be without '\(name)', which \($0.summary)" } ?? "there is no '\(name)' to leave out"
        return reader.report(reason, at: mark, expected: "what differs in it; only 'monosynaptic_pathway' can be left out")
      }
      return base.pathways.hasMonosynaptic = false
    }
    guard let entries = reader.entries(entry.value, expected: "a mapping (pathway)") else { return }
    var ends: [Mark?] = [nil, nil], names: [String?] = [nil, nil]
    for (i, key) in ["from", "to"].enumerated() {
      guard let end = entries.first(where: { $0.key == key }) else { continue }
      guard let name = reader.inside(key, { $0.name(end.value) }) else { return }
      (ends[i], names[i]) = (end.value.mark, name)
    }
    let role: TrisynapticRole, region: String
    if let known {
      let due = [known.ends.from.rawValue, known.ends.to.rawValue]
      for i in 0..<2 {
        guard let name = names[i], name != due[i] else { continue }
        reader.report(
          "'\(known.rawValue)' leads from \(due[0]) to \(due[1]): it \(known.summary)", at: ends[i] ?? entry.mark,
          expected: due[i])
        return
      }
      (role, region) = (known, Self.neocortex)
    } else {
      guard let from = names[0], let to = names[1] else {
        let roles = TrisynapticRole.allCases.map(\.rawValue)
        return reader.report(
          "there is no pathway '\(name)' in the default brain", at: entry.mark,
          expected: "one of \(roles.joined(separator: ", ")); or 'from' and 'to' of a further cortex' own",
          suggestion: NearMiss.of(name, among: roles))
      }
      guard (from == Self.surface) != (to == Self.surface) else {
        return reader.report(
          "a pathway from \(from) to \(to) has no role", at: entry.mark,
          expected: "a further cortex' pathway from or to \(Self.surface)")
      }
      role = from == Self.surface ? .corticalInput : .corticalOutput
      region = from == Self.surface ? to : from
    }
    var settings = PathwaySettings(
      name: name, mark: entry.mark, role: role, region: region,
      end: (role == .corticalInput ? ends[1] : ends[0]) ?? entry.mark, value: role.standard)
    read(entries.filter { $0.key != "from" && $0.key != "to" }, into: &settings, &reader)
    if known != nil { base.pathways[role, region] = settings.value } else { added.append(settings) }
  }

  /// Reads the keys of a pathway: those that have a meaning for it.
  private mutating func read(_ entries: [Node.Entry], into settings: inout PathwaySettings, _ reader: inout Reader) {
    let fields = TrisynapticPathway.declaration.fields, role = settings.role, region = settings.region
    // The rule first: it says which keys there are.
    if let rule = entries.first(where: { $0.key == "rule" }) {
      let words = role.rules.map(\.rawValue)
      guard let word = reader.inside("rule", { $0.word(rule.value, among: TrisynapticRule.words) }),
        let chosen = TrisynapticRule(rawValue: word)
      else { return }
      guard role.rules.contains(chosen) else {
        return reader.report(
          "'\(settings.name)' cannot learn by '\(word)'", at: rule.value.mark, expected: "one of \(words.joined(separator: ", "))"
        )
      }
      settings.value.rule = chosen
    }
    let keys = role.keys(settings.value.rule)
    for entry in entries where entry.key != "rule" {
      guard let field = fields.first(where: { $0.name == entry.key }), keys.contains(field.name) else {
        let isElsewhere = fields.contains { $0.name == entry.key }, all = ["from", "to"] + keys
        reader.report(
          isElsewhere
            ? "'\(entry.key)' has no meaning for '\(settings.name)' under the rule '\(settings.value.rule.rawValue)'"
            : "'\(entry.key)' is not a key of a pathway", at: entry.mark, expected: "one of " + all.joined(separator: ", "),
          suggestion: NearMiss.of(entry.key, among: all))
        continue
      }
      reader.inside(entry.key) { reader in
        guard case .mapping(let inside, _) = entry.value,
          field.form.isNumber || inside.contains(where: { $0.key == "distribution" })
        else { return field.read(&reader, entry.value, &settings.value) }
        let name = "\(settings.name).\(entry.key)"
        variations += Variation.read(&reader, entry, field, name: name) { parameters, number in
          var ignored = Reader()
          field.read(&ignored, number, &parameters.pathways[role, region])
        }
      }
    }
    let value = settings.value
    if role.mustBeConnected, !value.isConnected {
      reader.report(
        "'\(settings.name)' has no weights, and nothing else could drive \(role == .corticalInput ? region : role.ends.to.rawValue)",
        at: settings.mark, expected: "'share' and 'weights' above 0")
    }
    if value.rule == .hebb, value.rate > 1 || value.isConnected && value.high > 1 {
      reader.report(
        "Hebbian weights lie between 0 and 1, and so does their rate", at: settings.mark, expected: "'weights' and 'rate' up to 1"
      )
    }
    if role == .schaffer, value.gain <= 0 {
      reader.report("nothing of CA3 would reach CA1", at: settings.mark, expected: "a 'gain' above 0")
    }
  }

  /// Every pathway with all keys that it has.
  private var shownPathways: Value {
    let parameters = parameters
    func show(_ name: String, _ role: TrisynapticRole, _ region: String) -> Value.Pair {
      let value = parameters.pathways[role, region], keys = role.keys(value.rule)
      func end(_ end: Region) -> Value { .text(end == .neocortex ? region : end.rawValue) }
      let ends = [Value.Pair("from", end(role.ends.from)), Value.Pair("to", end(role.ends.to))]
      let own = TrisynapticPathway.declaration.fields.filter { keys.contains($0.name) }.compactMap { field in
        (shownVariation("\(name).\(field.name)") ?? field.show(value)).map { Value.Pair(field.name, $0) }
      }
      return Value.Pair(name, .map(ends + own))
    }
    let roles = TrisynapticRole.allCases.map { role in
      role == .monosynaptic && !parameters.pathways.hasMonosynaptic
        ? Value.Pair(role.rawValue, .text("none")) : show(role.rawValue, role, Self.neocortex)
    }
    return .map(roles + added.map { show($0.name, $0.role, $0.region) })
  }

  /// Reports regions and pathways that do not fit together.
  func checkPathways(_ reader: inout Reader) {
    let further = regions.filter { Region(rawValue: $0.name) == nil }
    for pathway in added {
      let others = added.filter { $0.role == pathway.role && $0.region == pathway.region }.map(\.name)
      if Region(rawValue: pathway.region) != nil {
        let own = pathway.role.rawValue
        reader.report(
          pathway.region == Self.neocortex
            ? "neocortex has this pathway already, as '\(own)'"
            : "'\(pathway.region)' is no cortex: its pathways are those of the default brain",
          at: pathway.end, expected: "a region of its own under 'regions'")
      } else if !further.contains(where: { $0.name == pathway.region }) {
        let names = further.map(\.name)
        reader.report(
          "there is no region '\(pathway.region)'", at: pathway.end,
          expected: names.isEmpty ? "a region under 'regions'" : "one of \(names.joined(separator: ", "))",
          suggestion: NearMiss.of(pathway.region, among: names))
      } else if others.count > 1, others.first != pathway.name {
        reader.report(
          "'\(pathway.region)' has two pathways \(pathway.role == .corticalInput ? "from" : "to") \(Self.surface)",
          at: pathway.mark,
          expected: "'\(others[0])' alone")
      }
    }
    for region in further where region.units != nil && region.active != nil {
      for role in [TrisynapticRole.corticalInput, .corticalOutput]
      where !added.contains(where: { $0.role == role && $0.region == region.name }) {
        let ends = role == .corticalInput ? (Self.surface, region.name) : (region.name, Self.surface)
        reader.report(
          "'\(region.name)' has no pathway from \(ends.0) to \(ends.1)", at: region.mark,
          expected: "one under 'pathways': {from: \(ends.0), to: \(ends.1)}")
      }
    }
    if !base.pathways.hasMonosynaptic, !base.pathways.schaffer.isConnected {
      reader.report(
        "without 'monosynaptic_pathway' nothing drives CA1 at encoding", at: mark,
        expected: "'schaffer' with 'share' and 'weights' above 0")
    }
  }
}
