import Analysis
import Scenarios

extension CircuitSettings {
  /// Names of the scores that some stretches of activity give, each once.
  func scores(of stretches: [ObservePhase]) -> [String] {
    func any(_ holds: (ObservePhase) -> Bool) -> [String]? { stretches.contains(where: holds) ? [] : nil }
    return CircuitMeasures.scores { scope in
      switch scope {
      case .population: populations.map(\.name)
      case .pathway: pathways.filter { $0.value.isPlastic || $0.value.weights != nil }.map(\.name)
      case .band:
        stretches.flatMap { $0.bands.map(\.name) }.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      case .engrams:
        populations.map(\.name).filter { name in stretches.contains { $0.engrams?.populations.contains(name) == true } }
      case .events: any { $0.events != nil }
      case .replay: any { $0.replay != nil }
      case .assemblies: any { $0.assemblies != nil }
      }
    }
  }
}
