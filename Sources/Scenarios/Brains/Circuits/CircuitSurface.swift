import Declarations
import Materials

/// Where items are written in a circuit and read from it.
package struct CircuitSurface: Declared, Marked, Equatable {
  package var population = ""
  package var answers = ""
  package var units = 0
  package var active = 0.1
  package var rate = 50.0
  package var duration = 500.0
  package var retrieval = 300.0
  package var gap = 200.0
  package var full = 20.0
  package var mark = Mark(file: "", line: 1, column: 1)

  package init() {}

  package static let declaration = Declaration<Self>(
    "surface",
    "Where items are written and read. A unit is a group of neighbouring cells of a Poisson population, all groups of one size. While an item is "
      + "shown, the cells of its units fire at 'rate', all others at the population's own rate; plastic pathways learn meanwhile. A cue is "
      + "shown in the same way to a copy of the circuit that learns nothing. After each, no cell fires for 'gap', so that activity ends. The "
      + "answer of a unit is read from the cells that stand in the same places in another population.",
    equation: "answer = min(1, mean rate of the unit's cells during the retrieval / full)",
    fields: [
      .name("population", \.population, "Poisson trains that show items", required: true),
      .name("answers", \.answers, "population that answers, with as many cells", required: true),
      .integer("units", \.units, 2...100_000, "groups of cells", noun: "units", required: true),
      .number(
        "active", \.active, .fraction, 0.001...0.9,
        "share of the units that an item of full size (20 of 200 units of the default brain) has", source: "convention"),
      .number("rate", \.rate, .frequency, 0.1...1000, "of the cells of units that are shown", source: "convention"),
      .number(
        "duration", \.duration, .duration, 1...1_000_000, "of a presentation of strength 1; others are as much longer or shorter",
        source: "convention"),
      .number("retrieval", \.retrieval, .duration, 1...1_000_000, "how long a cue is shown", source: "convention"),
      .number("gap", \.gap, .duration, 0...1_000_000, "after a presentation", source: "convention"),
      .number("full", \.full, .frequency, 0.1...1000, "rate at which an answer is 1", source: "convention"),
    ])

  /// Cells of a unit, of so many cells in all.
  package func cells(of unit: Int, among count: Int) -> Range<Int> {
    let each = count / max(1, units)
    return unit * each..<(unit + 1) * each
  }

  /// As materials see it.
  var inputLayer: InputLayer {
    let active = max(1, Int((active * Double(units)).rounded()))
    return InputLayer(units: units, active: active, size: Double(active) / 20)
  }

  /// Reports what does not fit the circuit.
  func check(_ circuit: CircuitSettings, _ reader: inout Reader) {
    guard !population.isEmpty, !answers.isEmpty, units > 0,
      let shown = circuit.population(population, at: mark, &reader), let read = circuit.population(answers, at: mark, &reader)
    else { return }
    let source = circuit.populations[shown].value, target = circuit.populations[read].value
    if source.poisson == nil {
      reader.report(
        "'\(population)' shows items, and is no source of Poisson trains", at: mark, expected: "a population with 'poisson'")
    }
    if target.leaky == nil, target.adaptive == nil {
      reader.report("'\(answers)' answers, and nothing reaches it", at: mark, expected: "a population with 'leaky' or 'adaptive'")
    }
    if source.count % units != 0 {
      reader.report("\(source.count) cells do not make \(units) equal units", at: mark, expected: "a divisor of the cells")
    }
    if source.count != target.count {
      reader.report(
        "'\(population)' has \(source.count) cells and '\(answers)' \(target.count)", at: mark, expected: "as many in both")
    }
  }
}
