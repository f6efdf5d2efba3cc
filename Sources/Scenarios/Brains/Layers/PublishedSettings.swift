import Materials
import NetworkModels

extension Scenario {
  /// Where papers and their public programs differ, what is in force here, in words.
  package var publishedSettings: [String] {
    guard let layered else { return [] }
    let all = timeline.flattened.compactMap { ($0.settings as? SleepPhase)?.layered.autonomous }
    var lines: [String] = []
    if !all.isEmpty {
      let swinging = all.count { $0.isOscillating && !ablations.contains(.noOscillation) }
      lines.append(
        "inhibition oscillates in \(swinging == all.count ? "sleep" : swinging == 0 ? "no sleep" : "some of the sleep")")
      let frozen = layered.projections.allSatisfy { $0.value.sleepRate == 0 || !touchesHippocampus($0.value) }
      lines.append(frozen ? "hippocampal projections are frozen in sleep" : "some hippocampal projections learn in sleep")
      if all.contains(where: { $0.reviveBelow > 0 }) { lines.append("a silent network is revived with noise") }
    }
    for material in materials {
      guard let satellites = material.generator as? Satellites else { continue }
      lines.append(
        satellites.hasLaggedLabels ? "features are labelled by the item before" : "features are labelled by their own item")
    }
    return lines
  }

  private func touchesHippocampus(_ projection: GradedProjection) -> Bool {
    let hippocampus = layered?.parts(of: "hippocampus") ?? []
    return (projection.from + projection.to).contains(where: hippocampus.contains)
  }
}
