import Recordings
import Scenarios

/// Measures of circuits. A score is called by its measure and what it is of: `rate/pyramidal`.
package enum CircuitMeasures {
  /// What a measure is of.
  package enum Scope: String, Sendable, CaseIterable {
    case population, pathway, band
    /// Events of the stretch, decoded events, assemblies.
    case events, replay, assemblies
    /// Engrams of a population.
    case engrams

    /// The key that names it in a claim; nil where the stretch has one at most.
    package var key: String? {
      switch self {
      case .population, .pathway, .band: rawValue
      case .events, .replay, .assemblies: nil
      case .engrams: Scope.population.rawValue
      }
    }

    var score: ScoreName {
      ScoreName(keys: key.map { [($0, nil)] } ?? [], missing: rawValue, remedy: "'\(rawValue): {…}' in that stretch")
    }
  }

  /// One kind of number that a stretch of activity gives.
  package struct Kind: Sendable {
    package let name: String
    package let scope: Scope
    package let unit: String
    let summary: String
    var equation: String?
  }

  package static let kinds: [Kind] = [
    Kind(name: "rate", scope: .population, unit: "Hz", summary: "mean firing rate of a population's neurons"),
    Kind(
      name: "cv_isi", scope: .population, unit: "",
      summary: "irregularity: mean over neurons with at least three spikes of the coefficient of variation of their intervals",
      equation: "CV = SD / mean of interspike intervals"),
    Kind(name: "silent", scope: .population, unit: "", summary: "share of neurons without a spike"),
    Kind(
      name: "fano", scope: .population, unit: "",
      summary: "Fano factor: variance over mean of the population's spikes in bins of 20 ms"),
    Kind(
      name: "mean_weight", scope: .pathway, unit: "", summary: "mean weight of a pathway's synapses at the end of the stretch"),
    Kind(name: "events", scope: .events, unit: "Hz", summary: "rate of events of high activity"),
    Kind(name: "event_duration", scope: .events, unit: "ms", summary: "their mean duration"),
    Kind(name: "forward_replays", scope: .replay, unit: "Hz", summary: "rate of events that replay the track forward"),
    Kind(name: "backward_replays", scope: .replay, unit: "Hz", summary: "rate of events that replay the track backward"),
    Kind(name: "replay_share", scope: .replay, unit: "", summary: "share of the decoded events that replay the track"),
    Kind(
      name: "compression", scope: .replay, unit: "", summary: "median speed of replay over the speed of running",
      equation: "|slope of the fitted line| / running speed, over events that replay"),
    Kind(
      name: "weighted_correlation", scope: .replay, unit: "",
      summary: "mean size of the correlation of time and decoded position, weighted by the posterior, over events that replay"),
    Kind(
      name: "template_correlation", scope: .replay, unit: "",
      summary: "mean size of the rank correlation between the places of cells and the mean times of their spikes in an event"),
    Kind(name: "peak_frequency", scope: .band, unit: "Hz", summary: "frequency of the largest peak in a band"),
    Kind(
      name: "peak_p", scope: .band, unit: "",
      summary: "p of that peak in white noise (Fisher's g-test): small where there is a rhythm"),
    Kind(name: "band_power", scope: .band, unit: "", summary: "share of the spectrum's power that lies in a band"),
    Kind(name: "assemblies", scope: .assemblies, unit: "", summary: "number of cell assemblies"),
    Kind(
      name: "engram_size", scope: .engrams, unit: "",
      summary: "share of neurons that a stimulus makes engram cells, mean over stimuli"),
    Kind(
      name: "engram_overlap", scope: .engrams, unit: "",
      summary: "share of the first engram's cells that the same stimulus makes engram cells again, mean over stimuli"),
    Kind(
      name: "engram_recall", scope: .engrams, unit: "",
      summary: "accuracy: share of stimuli shown that recall their engram, and no other one more strongly"),
    Kind(name: "true_positives", scope: .engrams, unit: "", summary: "share of stimuli shown that recall their engram"),
    Kind(
      name: "false_positives", scope: .engrams, unit: "",
      summary: "share of other stimuli's engrams that are recalled, mean over stimuli shown"),
    Kind(
      name: "engram_rate", scope: .engrams, unit: "Hz",
      summary: "mean rate of the cells of a stimulus' first engram while it is shown"),
  ]

  /// The name of a score.
  package static func score(_ kind: String, _ of: String?) -> String { of.map { "\(kind)/\($0)" } ?? kind }

  /// All scores of some scopes, where `names` says what there is of each.
  package static func scores(_ names: (Scope) -> [String]?) -> [String] {
    kinds.flatMap { kind -> [String] in
      guard let names = names(kind.scope) else { return [] }
      return kind.scope.key == nil ? [kind.name] : names.map { score(kind.name, $0) }
    }
  }

  static let all: [Measure] = kinds.map { kind in
    Measure(
      kind.name, kind.summary + (kind.unit.isEmpty ? "" : " (\(kind.unit))"), equation: kind.equation,
      keys: kind.scope.key.map { [($0, nil)] } ?? [], needs: nil, score: kind.scope.score
    ) { selection, tally in
      selection.scores(kind.scope.score.name(kind.name, selection.words), tally).first
    }
  }
}
