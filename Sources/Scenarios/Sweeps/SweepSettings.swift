import Declarations

/// A sweep: which parameters are varied, how their points are chosen, and what is kept of each.
package struct SweepSettings: Declared, Marked {
  package var design = DesignName.grid
  package var axes: [SweepAxis] = []
  package var points = 0
  package var levels = 6
  package var replicates = 1
  package var commonRandomNumbers = true
  package var outcomes: [Outcome] = []
  package var memories = false
  package var mark = Mark(file: "", line: 1, column: 1)

  package init() {}

  /// A number that is kept of every subject at every point.
  package struct Outcome: Sendable {
    package var name: String
    package var text: String
    package var expression: Expression

    package init(name: String, text: String, expression: Expression) {
      (self.name, self.text, self.expression) = (name, text, expression)
    }
  }

  package static let declaration = Declaration<Self>(
    "sweep", "Many runs of the scenario, each with other values of some parameters; 'engram sweep run' runs them.",
    references: ["Saltelli2010", "Morris1991", "McKay1979"],
    fields: [
      .word("design", \.design, "how the points are chosen"),
      SweepAxis.field("vary", \.axes, "names of axes, each with a path and its values"),
      .integer(
        "points", \.points, 0...10_000_000,
        "points of random, latin_hypercube and sobol; base rows of saltelli (axes + 2 points each); trajectories of morris (axes + 1 each)"
      ),
      .integer("levels", \.levels, 2...1000, "levels of an axis in a morris design"),
      .integer("replicates", \.replicates, 1...100_000, "runs of each point, each with subjects of its own"),
      .flag(
        "common_random_numbers", \.commonRandomNumbers,
        "whether subject k has the same brain and the same noise at every point, so that differences between points are paired"),
      Field(
        "outcomes", "what is kept of every subject: names with expressions as in claims; the claims' own if nothing is said",
        form: .named(.text(maximum: 1000))
      ) { reader, node, root in
        for entry in reader.entries(node, expected: "a mapping from names to expressions") ?? [] {
          reader.inside(entry.key) { reader in
            guard let name = reader.name(entry.key, at: entry.mark), let text = reader.text(entry.value, maximum: 1000),
              let expression = ExpressionParser.expression(text, at: entry.value.mark, &reader)
            else { return }
            root.outcomes.append(Outcome(name: name, text: text, expression: expression))
          }
        }
      } show: {
        .map($0.outcomes.map { .init($0.name, .text($0.text)) })
      },
      .flag("memories", \.memories, "whether every memory's scores and verdicts are kept too"),
    ])
}

/// How the points of a sweep are chosen.
package enum DesignName: String, CaseIterable, Sendable {
  case grid, zip, random
  case latinHypercube = "latin_hypercube"
  case sobol, morris, saltelli
}

extension DesignName: Word {
  package var summary: String {
    switch self {
    case .grid: "every combination of the axes' values"
    case .zip: "the first values together, the second values together, …: a list of points"
    case .random: "independent points, uniform over the axes' ranges"
    case .latinHypercube: "points with one value in each stratum of each axis"
    case .sobol: "a quasi-random sequence: fills the ranges evenly (at most 40 axes)"
    case .morris: "trajectories that change one axis at a time: elementary effects"
    case .saltelli: "pairs of samples with one axis exchanged: Sobol sensitivity indices"
    }
  }

  /// Whether it takes values from a list, rather than from a range.
  package var takesValues: Bool { self == .grid || self == .zip }
}
