import RateEngines
import Scenarios

extension Ablation {
  /// Takes the part out of a subject's parameters, whatever they were drawn from.
  func apply(to p: inout RateParameters) {
    switch self {
    case .noDepression: (p.depressionCA3, p.depressionEntorhinal, p.depressionCortex) = (0, 0, 0)
    case .nremOnly: p.remRate = 0
    case .remOnly: (p.nremRate, p.cortexInputRate, p.restrengthening, p.captureRate) = (0, 0, 0, 0)
    case .noReplay:
      Ablation.nremOnly.apply(to: &p)
      Ablation.remOnly.apply(to: &p)
    case .shuffledReplay: p.replayShuffling = 1
    case .noHippocampus:
      (p.perforantRate, p.recurrentRate, p.schafferRate) = (0, 0, 0)
      (p.monosynapticRate, p.ca1OutputRate, p.restrengthening, p.captureRate) = (0, 0, 0, 0)
    case .equalRates: p.wakeRate = p.ca1OutputRate
    case .noStrengthGain: p.gainLimit = 1
    case .noComparator: (p.vigilance, p.reproductionNREM) = (0, 0)
    case .noCapture: p.captureRate = 0
    case .separateSlots: p.separateSlots = true
    case .hebbOnly: p.errorCorrection = 0
    case .noOscillation, .noPlasticity, .noInhibitoryPlasticity, .noShortTerm, .noAdaptation, .noRecurrence, .shuffledWeights:
      break
    }
  }
}
