import NetworkModels
import Scenarios

extension Ablation {
  /// Takes the part out of a subject's parameters, whatever they were drawn from.
  func apply(to p: inout RateParameters) {
    switch self {
    case .noDepression: (p.depressionCA3, p.depressionEntorhinal, p.depressionCortex) = (0, 0, 0)
    case .noREM: for k in p.pathways.cortices.indices { p.pathways.cortices[k].output.remRate = 0 }
    case .noNREM:
      for k in p.pathways.cortices.indices {
        p.pathways.cortices[k].output.nremRate = 0
        p.pathways.cortices[k].input.rate = 0
      }
      (p.restrengthening, p.pathways.output.captureRate) = (0, 0)
    case .noSleep:
      Ablation.noREM.apply(to: &p)
      Ablation.noNREM.apply(to: &p)
    case .shuffledReplay: p.replayShuffling = 1
    case .noHippocampus:
      for path in [
        \.dentate, \.mossy, \.perforant, \.recurrent, \.schaffer, \.monosynaptic, \.output,
      ] as [WritableKeyPath<TrisynapticPathways, TrisynapticPathway>] {
        p.pathways[keyPath: path].rate = 0
      }
      (p.restrengthening, p.pathways.output.captureRate) = (0, 0)
    case .equalRates:
      for k in p.pathways.cortices.indices { p.pathways.cortices[k].output.wakeRate = p.pathways.output.rate }
    case .noStrengthGain: p.gainLimit = 1
    case .noComparator: (p.vigilance, p.reproductionNREM) = (0, 0)
    case .noCapture: p.pathways.output.captureRate = 0
    case .separateSlots: p.separateSlots = true
    case .hebbOnly: p.errorCorrection = 0
    case .singleTimescale: p.pathways.forgetAtOneRate()
    case .noSchema: p.schemaGain = 0
    case .noSleepPressure: p.pressureEffect = 0
    case .noRetrievalChange: (p.deepening, p.rivalWeakening) = (0, 0)
    case .noSalience: p.salienceCounts = false
    case .noOscillation, .noPlasticity, .noInhibitoryPlasticity, .noShortTerm, .noAdaptation, .noRecurrence, .shuffledWeights:
      break
    }
  }
}
