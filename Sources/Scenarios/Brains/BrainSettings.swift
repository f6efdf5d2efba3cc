import Declarations

/// A brain as a file describes it: one of the models.
package protocol BrainSettings: Declared {
  /// Names its kind in words: "a circuit".
  static var noun: String { get }
  /// Phases that only brains of this kind live, in words; empty if there are none.
  static var ownPhases: String { get }
  /// Parts, stores and abilities.
  var map: BrainMap { get }
  /// What it is, for a paper's methods: "a circuit of 300 spiking neurons".
  var description: String { get }
  /// How large it is, in words.
  var size: String { get }
  /// The ablations that it knows.
  var ablations: [Ablation] { get }
  /// Hours of days that it has lived before a timeline, where its file says nothing of `history`.
  var hoursBefore: Double { get }
  /// Reports what does not fit together.
  func check(_ reader: inout Reader)
}

extension BrainSettings {
  package static var ownPhases: String { "" }
  package var hoursBefore: Double { 0 }
}

/// What a file says of its brain: the model, and where it stands.
package struct BrainChoice: Sendable {
  package var settings: any BrainSettings = TrisynapticSettings()
  /// Works that it stands on.
  package var references: [Reference] = []
  /// Name of the model file; empty for a brain that the scenario itself describes.
  package var name = ""
  /// Of the model file, in messages; empty as above.
  package var file = ""
  /// Whether the command line put it in place of the file's own.
  package var isForeign = false
  /// Whether what the file says of it could not be understood: the default stands here, and says nothing of the rest of the file.
  var isUnknown = false
  package var mark = Mark(file: "", line: 1, column: 1)

  package init() {}

  /// All models; each is one word of the format.
  package static let models: [any BrainSettings.Type] = [
    TrisynapticSettings.self, LayeredSettings.self, CircuitSettings.self, FeedForwardSettings.self,
  ]

  /// Keys that a model file has beside the model's own.
  private static let fileFields: [FieldInfo] = [
    FieldInfo(name: "format", summary: "version of this format: 1", form: .integer(1...1, noun: nil), isRequired: false),
    FieldInfo(name: "name", summary: "short name of the model", form: .name, isRequired: false),
    FieldInfo(
      name: "file", summary: "path of a model file; the keys beside it change what it says", form: .text(maximum: 500),
      isRequired: false),
    FieldInfo(
      name: "kinds", summary: "keys that several parts or wires share, by name; 'like: NAME' stands for them",
      form: .named(.mapping([])), isRequired: false),
    FieldInfo(name: "title", summary: "what it is, in a line", form: .text(maximum: 200), isRequired: false),
    FieldInfo(
      name: "references", summary: "works it stands on", form: .list(.mapping(Reference.entry.fields), count: 0...100),
      isRequired: false),
  ]

  static var form: Form {
    .either(
      models.map { type -> Form in
        let word = FieldInfo(
          name: "model", summary: type.entry.summary, form: .word([.init(type.entry.name, type.entry.summary)]), isRequired: false
        )
        return .mapping([word] + fileFields + type.entry.fields)
      } + [.text(maximum: 500)])
  }

  /// Reads a mapping; one without 'model' is trisynaptic. (A path has been replaced by what its file says.)
  static func read(_ reader: inout Reader, _ node: Node) -> BrainChoice {
    var choice = BrainChoice()
    choice.mark = node.mark
    if case .scalar(let text, _) = node, text == TrisynapticSettings.entry.name { return choice }
    guard var entries = reader.entries(node, expected: "a mapping such as '{model: trisynaptic}' or the path of a model file")
    else {
      choice.isUnknown = true
      return choice
    }
    var type: any BrainSettings.Type = TrisynapticSettings.self
    if let word = entries.first(where: { $0.key == "model" }) {
      let names = models.map { $0.entry.name }
      guard let chosen = reader.inside("model", { $0.word(word.value, among: names) }),
        let found = models.first(where: { $0.entry.name == chosen })
      else {
        choice.isUnknown = true
        return choice
      }
      type = found
    }
    for field in fileFields.map(\.name) {
      guard let entry = entries.first(where: { $0.key == field }) else { continue }
      reader.inside(field) { reader in
        switch field {
        case "format": _ = reader.integer(entry.value, in: 1...1)
        case "name": if let name = reader.name(entry.value) { choice.name = name }
        case "references":
          choice.references =
            reader.list(entry.value, count: 0...100) { reader, node in
              var reference = Reference()
              Reference.declaration.read(&reader, node, into: &reference)
              return reference
            } ?? []
        default: _ = reader.text(entry.value, maximum: 200)
        }
      }
    }
    entries.removeAll { entry in entry.key == "model" || fileFields.contains { $0.name == entry.key } }
    if let digits = entries.first(where: { $0.key == "digits" }), type == FeedForwardSettings.self {
      reader.report(
        "'digits' are now among 'materials'", at: digits.mark, expected: "'materials: {images: {generator: digits, …}}'")
      entries.removeAll { $0.key == "digits" }
    }
    func settings<T: BrainSettings>(_ type: T.Type) -> any BrainSettings {
      var value = T()
      T.declaration.read(&reader, .mapping(entries, node.mark), into: &value)
      guard var marked = value as? any BrainSettings & Marked else { return value }
      marked.mark = node.mark
      return marked
    }
    choice.settings = settings(type)
    return choice
  }

  /// The brain in the file's own words, every default written out.
  var shown: Value {
    func show<T: BrainSettings>(_ value: T) -> Value {
      guard case .map(let pairs) = T.declaration.show(value) else { return .null }
      return .map([.init("model", .text(T.declaration.name))] + pairs)
    }
    return show(settings)
  }
}
