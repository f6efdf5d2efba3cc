import Declarations

/// Stimuli that come one after the other: in each, one group of input neurons fires at a higher rate.
package struct StimulusSettings: Declared, Equatable {
  package var populations: [String] = []
  package var patterns = 4
  package var rate = 25.0
  package var duration = 1000.0
  package var gap = 2000.0
  package var cue = 1.0

  package init() {}

  package static let declaration = Declaration<Self>(
    "stimuli",
    "Stimuli one after the other, a gap before each. The neurons of a population that fires Poisson trains are divided into as many equal "
      + "groups as there are patterns, in order; while a pattern is shown its group fires at 'rate', all others at their own rate. Each "
      + "pattern comes once, in random order, before any comes again.",
    references: ["Tome2022"],
    fields: [
      .names("populations", \.populations, "whose neurons fire: populations of Poisson trains", count: 1...64, required: true),
      .integer("patterns", \.patterns, 1...1000, "how many", source: "Tome2022"),
      .number("rate", \.rate, .frequency, 0...10_000, "of the neurons of the pattern that is shown", source: "Tome2022"),
      .number("duration", \.duration, .duration, 1...10_000_000, "how long each is shown", source: "Tome2022"),
      .number("gap", \.gap, .duration, 0...10_000_000, "time before each", source: "Tome2022"),
      .number(
        "cue", \.cue, .fraction, 0...1, "share of the pattern's neurons that take part, the first ones", source: "Tome2022"),
    ])

  /// How many are shown in `duration` ms.
  package func count(in duration: Double) -> Int { Int(duration / (self.duration + gap) + 1e-9) }

  /// The neurons that take part in a pattern, of so many.
  package func neurons(of pattern: Int, among count: Int) -> Range<Int> {
    let each = count / patterns
    return pattern * each..<pattern * each + Int((cue * Double(each)).rounded())
  }
}
