import Declarations

/// How assemblies are looked for.
package struct AssemblySettings: Declared, Equatable {
  /// Which eigenvalues are more than noise.
  package enum Bound: String, Word {
    case marchenkoPastur = "marchenko_pastur"
    case tracyWidom = "tracy_widom"

    package var summary: String {
      switch self {
      case .marchenkoPastur: "above the edge that eigenvalues of noise have in the limit of many neurons and bins"
      case .tracyWidom: "above what the largest eigenvalue of noise exceeds in 5 % of recordings"
      }
    }
  }

  package var bin = 25.0
  package var bound = Bound.marchenkoPastur
  package var iterations = 500

  package init() {}

  package static let declaration = Declaration<Self>(
    "assemblies", "Looks for neurons that fire together: principal, then independent components of z-scored counts.",
    equation: "λ > (1 + √(neurons / bins))²", references: ["LopesDosSantos2013"],
    fields: [
      .number(
        "bin", \.bin, .duration, 0.1...10_000, "width of the bins in which spikes are counted", source: "LopesDosSantos2013"),
      .word("bound", \.bound, "which eigenvalues are more than noise", source: "LopesDosSantos2013"),
      .integer(
        "iterations", \.iterations, 1...100_000, "of the search for independent components, at most", source: "convention"),
    ])
}
