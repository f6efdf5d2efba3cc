import Declarations

/// Detection of cell assemblies.
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

  package var population = ""
  package var bin = 25.0
  package var bound = Bound.marchenkoPastur
  package var iterations = 500

  package init() {}

  package static let declaration = Declaration<Self>(
    "assemblies",
    "Groups of neurons that fire together: eigenvalues of the correlation matrix above the Marčenko–Pastur bound (at most 1,000 "
      + "neurons of the population are looked at).",
    references: ["LopesDosSantos2013"],
    fields: [
      .name("population", \.population, "whose neurons", required: true),
      .number("bin", \.bin, .duration, 1...10_000, "width of the bins", source: "LopesDosSantos2013"),
      .word("bound", \.bound, "which eigenvalues are more than noise", source: "LopesDosSantos2013"),
      .integer(
        "iterations", \.iterations, 1...100_000, "of the search for independent components, at most", source: "convention"),
    ])
}
