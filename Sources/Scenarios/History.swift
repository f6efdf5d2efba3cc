import Declarations
import NetworkModels

/// Days that a brain has lived before the timeline: awake with incidental episodes and asleep with replay, both as by default. It goes to bed
/// at the clock's bedtime, sleeps for 8 h, and has been awake since when the clock starts.
package struct History: Sendable, Equatable {
  /// Hours awake or asleep.
  package struct Stretch: Sendable, Equatable {
    package var isAsleep: Bool
    package var hours: Double
  }

  package let days: Int
  /// From the first to the last.
  package let stretches: [Stretch]

  /// Hours of a night, and of the day before it.
  private static let night = 8.0, day = 16.0

  package init(days: Int, clock: ClockSettings) {
    self.days = days
    let waking = clock.bedtime + Self.night, since = (clock.start - waking) - ((clock.start - waking) / 24).rounded(.down) * 24
    // Whoever is still up after bedtime has gone to bed as usual the night before.
    let before = [max(0, Self.day - since)] + Array(repeating: Self.day, count: max(days - 1, 0))
    stretches =
      before.prefix(days).flatMap { [Stretch(isAsleep: false, hours: $0), Stretch(isAsleep: true, hours: Self.night)] }
      + [Stretch(isAsleep: false, hours: since)]
  }

  /// What the brain of a scenario has been through; nil where the file asks for nothing, or its brain cannot live it.
  package init?(_ scenario: Scenario) {
    guard scenario.hoursBefore > 0, Self.missing(in: scenario.brain.settings.map) == nil else { return nil }
    self.init(days: Int((scenario.hoursBefore / 24).rounded()), clock: scenario.clock)
  }

  /// What a brain lacks for it; nil: nothing.
  static func missing(in map: BrainMap) -> Ability? { [.items, .sleep].first { !map.abilities.contains($0) } }

  static let field = Field<Scenario>(
    "history",
    "days that the brain has lived before the timeline: 16 h awake with incidental episodes, 8 h asleep with replay, as by default. They leave "
      + "their traces in the brain, and nothing in the report",
    form: .number(.time, 0...87_600)
  ) { reader, node, root in
    guard let hours = reader.number(node, as: .time, in: 0...87_600) else { return }
    guard (hours / 24).rounded() * 24 == hours else {
      return reader.report(
        "\(Quantity.format(hours, as: .time)) is not a whole number of days", at: node.mark,
        expected: "whole days, such as '12 days'")
    }
    root.history = (hours, node.mark)
  } show: {
    $0.history == nil && $0.hoursBefore == 0 ? nil : .text(Quantity.format($0.hoursBefore, as: .time))
  }
}

extension Scenario {
  /// Hours lived before the timeline.
  package var hoursBefore: Double { history?.hours ?? brain.settings.hoursBefore }
}

extension Timeline {
  /// Notes what the brain has been through, or why it cannot have been.
  mutating func begin(_ scenario: Scenario, _ reader: inout Reader) {
    history = History(scenario)
    guard let mark = scenario.history?.mark, scenario.hoursBefore > 0, let missing = History.missing(in: map) else { return }
    if brain.isForeign {
      concede("\(brain.noun) does not \(missing.words): it begins without 'history'", line: mark.line)
    } else {
      reader.report("\(brain.noun) does not \(missing.words)", at: mark, expected: "no 'history', or a brain that sleeps")
    }
  }
}
