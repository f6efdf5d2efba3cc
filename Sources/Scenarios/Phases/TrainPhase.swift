import Declarations
import NetworkModels

/// Training of a network of layers on a task.
package struct TrainPhase: Declared {
  package var label = ""
  package var task = ""
  package var part = ""
  package var isCued = false
  package var epochs = 1
  package var off: [String] = []
  package var cut: [String] = []
  package var damage: [NamedRate] = []
  package var trials: Int?
  package var rates: [NamedRate] = []
  package var oscillation: InhibitionOscillation?
  package var until: TaskCriterion?

  package init() {}

  package static let declaration = Declaration<Self>(
    "train",
    "Trains a network of layers on a task, trial by trial: four quarters of 25 cycles with the theta phases of its projections, targets "
      + "clamped in the last, learning at the end.",
    references: ["Ketz2013"],
    fields: [
      .name("label", \.label, "name of this training in claims and reports", required: true),
      .name("task", \.task, "which task", required: true),
      .name("part", \.part, "part of the task that is trained; without it, the whole"),
      .flag(
        "cued", \.isCued,
        "retrieval practice: trials show what tests show, at the strengths of tests, with the targets as feedback in the last quarter",
        source: "Zheng2022"),
      .integer("epochs", \.epochs, 1...100_000, "epochs, at most", source: "convention"),
      .integer(
        "trials", \.trials, 1...100_000,
        "trials of an epoch, in its order, from where the training on this task before ended; all of them if nothing is said"),
      .names("off", \.off, "layers that are switched off", count: 0...64),
      .names("cut", \.cut, "projections that transmit nothing", count: 0...256),
      NamedRate.damage(\.damage),
      NamedRate.field("rates", \.rates, "learning rates of projections from here on, by name"),
      .nested(
        "oscillation", \.oscillation,
        "instead of the four quarters: the network settles on what is shown, and learns from an oscillation of inhibition"),
      .nested("until", \.until, "stop at a criterion"),
    ])
}

/// When training ends.
package struct TaskCriterion: Declared, Equatable {
  package var atLeast = 1.0
  package var inARow = 1

  package init() {}

  package static let declaration = Declaration<Self>(
    "until", "Training ends when a test after an epoch reaches the criterion in every part that is trained.",
    fields: [
      .number("at_least", \.atLeast, .fraction, 0...1, "share of right trials in every part", source: "Schapiro2017"),
      .integer("in_a_row", \.inARow, 1...10_000, "epochs in a row that reach it", source: "Singh2022"),
    ])
}

/// A learning rate, or another number, with the name of what it is of.
package struct NamedRate: Sendable, Equatable {
  package var name: String
  package var mark: Mark
  package var rate: Double

  /// Shares of layers of binary units that are silent.
  static func damage<Root>(_ path: Field<Root>.Path<[NamedRate]>) -> Field<Root> {
    field(
      "damage", path,
      "shares of the units of layers of binary units that are silent, by name; the same units each time, and more",
      of: "layers to shares", in: 0...1)
  }

  static func field<Root>(
    _ name: String, _ path: Field<Root>.Path<[NamedRate]>, _ summary: String, of what: String = "projections to learning rates",
    in range: ClosedRange<Double> = 0...10
  ) -> Field<Root> {
    Field(name, summary, form: .named(.number(.number, range))) { reader, node, root in
      for entry in reader.entries(node, expected: "a mapping from \(what)") ?? [] {
        guard let key = reader.name(entry.key, at: entry.mark) else { continue }
        let rate = reader.inside(entry.key) { $0.number(entry.value, as: .number, in: range) }
        if let rate { root[keyPath: path].append(NamedRate(name: key, mark: entry.mark, rate: rate)) }
      }
    } show: { root in
      let rates = root[keyPath: path]
      return rates.isEmpty ? nil : .map(rates.map { .init($0.name, .number($0.rate)) })
    }
  }
}

extension TrainPhase: PhaseSettings {
  package static var brain: (any BrainSettings.Type)? { LayeredSettings.self }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? {
    timeline.check(task: task, part: part, off: off, cut: cut, place.mark, &reader)
    timeline.check(damage: damage, &reader)
    if oscillation != nil { timeline.checkOscillation(\.rate, place.mark, &reader) }
    let names = timeline.graded?.projections.map(\.name) ?? []
    for rate in rates { _ = reader.position(of: rate.name, among: names, "projection", at: rate.mark) }
    let states = timeline.addStates(label, place.rounds, ["none"], what: "training", place.mark, &path, &reader)
    return PhaseStep(self, number: path.next("train"), states: states)
  }
}
