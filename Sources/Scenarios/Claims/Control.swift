import Declarations

/// A claim's negative control by ablation: without this part of the model the claim must not be met.
package struct Control: Sendable, Equatable {
  package var ablation: Ablation
  /// Where the file names it.
  package var mark: Mark
}

extension Field<Claim> {
  /// The word of an ablation.
  static var control: Field {
    Field(
      "control",
      "negative control, the word of an ablation: the claim must not be met under it; 'engram run' simulates that too (a matrix and a sweep do not)",
      form: Ablation.form
    ) { reader, node, root in
      let word = reader.word(node, among: Ablation.words, former: Ablation.former)
      if let ablation = word.flatMap(Ablation.init) { root.control = Control(ablation: ablation, mark: node.mark) }
    } show: { root in
      root.control.map { .text($0.ablation.rawValue) }
    }
  }
}

extension Scenario {
  /// The ablations that the claims' controls need, each once, in the order of the claims. None where a part is taken out already.
  package var controls: [Ablation] {
    guard ablations.isEmpty else { return [] }
    return claims.compactMap(\.control?.ablation).reduce(into: []) { list, ablation in
      if !list.contains(ablation), brain.settings.ablations.contains(ablation) { list.append(ablation) }
    }
  }

  /// Why a control is not simulated; nil if it is.
  package func obstacle(_ control: Control) -> String? {
    if !ablated.isEmpty { return "\(ablated.joined(separator: ", ")) is taken out already" }
    if brain.settings.ablations.contains(control.ablation) { return nil }
    return "'\(control.ablation.rawValue)' cannot be taken out of \(type(of: brain.settings).noun)"
  }

  /// The same experiment on a brain without a part.
  package func without(_ ablation: Ablation) -> Scenario {
    var scenario = self
    scenario.ablations = [ablation]
    return scenario
  }

  /// Reports controls that the brain cannot be without. A brain in the place of the file's own need not have the part.
  func checkControls(_ reader: inout Reader) {
    let known = brain.settings.ablations
    guard !brain.isForeign else { return }
    for control in claims.compactMap(\.control) where !known.contains(control.ablation) {
      reader.report(
        "'\(control.ablation.rawValue)' cannot be taken out of \(type(of: brain.settings).noun)", at: control.mark,
        expected: known.isEmpty ? "no 'control'" : "one of " + known.map(\.rawValue).joined(separator: ", "))
    }
  }
}
