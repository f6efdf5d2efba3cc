import NetworkModels
import Scenarios

/// What ablations take out of a graded network and its sleep.
struct GradedAblation {
  private let ablations: Set<Ablation>
  private let hippocampus: [String]
  private let fastest: Double
  /// The network without what is taken out of it.
  let settings: GradedSettings

  init(_ ablations: [Ablation], _ graded: GradedSettings) {
    self.ablations = Set(ablations)
    hippocampus = graded.layers.filter(\.value.isHippocampal).map(\.name)
    let fastest = graded.projections.map(\.value.rate).max() ?? 0
    self.fastest = fastest
    var settings = graded
    for i in settings.projections.indices {
      if ablations.contains(.hebbOnly) { settings.projections[i].value.hebb = 1 }
      if ablations.contains(.equalRates), settings.projections[i].value.rate > 0 { settings.projections[i].value.rate = fastest }
    }
    self.settings = settings
  }

  /// Layers that are always off.
  var off: [String] { ablations.contains(.noHippocampus) ? hippocampus : [] }

  /// A learning rate that a phase sets.
  func rate(_ rate: Double) -> Double { ablations.contains(.equalRates) && rate > 0 ? fastest : rate }

  /// Whether a stretch of sleep, with these layers off, happens at all.
  func happens(off: [String]) -> Bool {
    let isREM = off.contains(where: hippocampus.contains)
    return !ablations.contains(.noReplay) && !ablations.contains(isREM ? .nremOnly : .remOnly)
  }

  /// A stretch of sleep as it is without what is taken out; nil: it does not happen.
  func sleep(_ phase: AutonomousSleep) -> AutonomousSleep? {
    guard happens(off: phase.off) else { return nil }
    var phase = phase
    if ablations.contains(.noDepression) { phase.isDepressed = false }
    if ablations.contains(.noOscillation) { phase.isOscillating = false }
    if ablations.contains(.hebbOnly) { phase.rule = .hebbian }
    return phase
  }
}
