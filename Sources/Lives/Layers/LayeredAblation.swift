import NetworkModels
import Scenarios

/// What ablations take out of a network of layers and its sleep.
struct LayeredAblation {
  private let ablations: Set<Ablation>
  private let hippocampus: [String]
  private let fastest: Double
  /// The network without what is taken out of it.
  private(set) var settings: LayeredSettings

  init(_ ablations: [Ablation], _ layered: LayeredSettings) {
    self.ablations = Set(ablations)
    hippocampus = layered.parts(of: "hippocampus")
    let fastest = layered.projections.map(\.value.rate).max() ?? 0
    self.fastest = fastest
    var settings = layered
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

  /// Whether a stretch of sleep of a stage happens at all.
  func happens(isREM: Bool) -> Bool { !ablations.contains(.noSleep) && !ablations.contains(isREM ? .noREM : .noNREM) }

  func without(_ phase: Rehearsal) -> Rehearsal {
    var phase = phase
    if ablations.contains(.hebbOnly) { phase.rule = .hebbian }
    // Where inhibition does not swing, all that would be learnt cancels.
    if ablations.contains(.noOscillation), phase.rule == .oscillating { phase.rule = .none }
    return phase
  }

  func without(_ phase: AutonomousSleep) -> AutonomousSleep {
    var phase = phase
    if ablations.contains(.noDepression) { phase.isDepressed = false }
    if ablations.contains(.noOscillation) { phase.isOscillating = false }
    if ablations.contains(.hebbOnly) { phase.rule = .hebbian }
    return phase
  }
}
