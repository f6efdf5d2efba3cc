import Declarations

/// A part of the model that is taken out, to see what it was good for.
package enum Ablation: String, CaseIterable, Sendable {
  case noDepression = "no_depression"
  case noREM = "no_rem"
  case noNREM = "no_nrem"
  case noSleep = "no_sleep"
  case shuffledReplay = "shuffled_replay"
  case noHippocampus = "no_hippocampus"
  case equalRates = "equal_learning_rates"
  case noStrengthGain = "no_strength_gain"
  case noComparator = "no_comparator"
  case noCapture = "no_capture"
  case noOscillation = "no_oscillation"
  case separateSlots = "separate_cortical_slots"
  case hebbOnly = "hebb_only"
  case singleTimescale = "single_timescale"
  case noSchema = "no_schema"
  case noSleepPressure = "no_sleep_pressure"
  case noRetrievalChange = "no_retrieval_change"
  case noSalience = "no_salience"
  case noPlasticity = "no_plasticity"
  case noInhibitoryPlasticity = "no_inhibitory_plasticity"
  case noShortTerm = "no_short_term"
  case noAdaptation = "no_adaptation"
  case noRecurrence = "no_recurrence"
  case shuffledWeights = "shuffled_weights"
}

extension Ablation: Word {
  package var summary: String {
    switch self {
    case .noDepression: "short-term depression in sleep: replay does not wander from what it replayed last"
    case .noREM:
      "learning in REM sleep: what the cortex replays alone leaves no trace (layers: sleep with a hippocampal layer off is REM)"
    case .noNREM: "learning in NREM sleep: what the hippocampus replays leaves no trace"
    case .noSleep: "learning in sleep, NREM and REM"
    case .shuffledReplay:
      "the content of replay: in NREM the cortex learns as many random features instead (feedforward: the mean image's pixels are shuffled)"
    case .noHippocampus: "all learning of the hippocampus, its output included (layers: its layers)"
    case .equalRates:
      "the difference between fast and slow learning: awake, the cortex learns as fast as CA1's output (layers: everything as the fastest)"
    case .noOscillation: "the oscillation of inhibition in autonomous sleep"
    case .separateSlots: "the sharing of units in cortex: each pattern has a unit of its own there"
    case .hebbOnly:
      "learning from errors: cortex learns what it is shown whether it predicts it or not (layers: only the Hebbian part, asleep the plus phase)"
    case .singleTimescale: "the hidden variables of synapses: what is learnt fades with one time constant"
    case .noSchema: "faster cortical learning of what half fits what is known"
    case .noSleepPressure: "the weakening of encoding by time awake"
    case .noRetrievalChange:
      "what a retrieval in practice does beyond learning what came back: deepening, and weakening of competitors"
    case .noSalience: "the influence of salience tags on replay"
    case .noPlasticity: "all lasting change of synapses (circuits)"
    case .noInhibitoryPlasticity: "the rule by which inhibition learns: its weights stay as they begin (circuits)"
    case .noShortTerm: "short-term depression and facilitation of synapses (circuits)"
    case .noAdaptation: "the adaptation current of adaptive neurons: neither coupling nor jump (circuits)"
    case .noRecurrence: "excitatory synapses of a population onto itself (circuits)"
    case .shuffledWeights:
      "the structure of what is learnt: after each stretch of learning the weights of plastic pathways are dealt out anew among their synapses (circuits)"
    case .noStrengthGain: "the part of the replay gain that comes from trace strength and the cortex's errors"
    case .noComparator:
      "the check of what is retrieved against the cue, and of what is replayed against the code that it comes from"
    case .noCapture: "what NREM replay does for the hippocampal trace of the same day"
    }
  }
}

extension Ablation {
  /// Words of older files, and what they are called now.
  static let former = ["nrem_only": noREM, "rem_only": noNREM, "no_replay": noSleep].mapValues(\.rawValue)
}
