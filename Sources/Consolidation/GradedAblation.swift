import NetworkModels
import Scenarios

/// What ablations take out of a graded network and its sleep.
struct GradedAblation {
  private let ablations: Set<Ablation>
  private let hippocampus: [String]
  private let fastest: Double
  /// The network without what is taken out of it.
  private(set) var settings: GradedSettings

  init(_ ablations: [Ablation], _ graded: GradedSettings) {
    self.ablations = Set(ablations)
    hippocampus = graded.layers.filter(\.value.isHippocampal).map(\.name)
    let fastest = graded.projections.map(\.value.rate).max() ?? 0
    self.fastest = fastest
    var settings = graded
    self.settings = settings
    for i in settings.projections.indices { settings.projections[i].value = projection(settings.projections[i].value) }
    self.settings = settings
  }

  /// A projection without what is taken out.
  func projection(_ projection: GradedProjection) -> GradedProjection {
    var projection = projection
    if ablations.contains(.hebbOnly) { projection.hebb = 1 }
    projection.rate = rate(projection.rate)
    return projection
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

  /// A rehearsal without what is taken out; nil: it does not happen.
  func rehearsal(_ phase: Rehearsal) -> Rehearsal? {
    if ablations.contains(.noReplay) { return nil }
    var phase = phase
    if ablations.contains(.hebbOnly) { phase.rule = .hebbian }
    // Where inhibition does not swing, all that would be learnt cancels.
    if ablations.contains(.noOscillation), phase.rule == .oscillating { phase.rule = .none }
    return phase
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
