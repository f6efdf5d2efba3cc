import Analysis
import Scenarios

/// A paragraph for a paper's methods: what was simulated, how it was tested, what the intervals are.
package struct Methods {
  let results: Results
  let scenario: Scenario
  let version: String

  package init(_ results: Results, _ scenario: Scenario, version: String) {
    (self.results, self.scenario, self.version) = (results, scenario, version)
  }

  /// How retrievals were cued and judged.
  private var retrieval: String {
    let lures = results.states.filter(\.hasMemories).map(\.thresholds)
    let calibrated = lures.count { $0.uniqueQuantile != nil }, fewest = lures.map(\.lures).min() ?? 0
    let thresholds =
      calibrated == 0
      ? "fixed thresholds"
      : "thresholds calibrated on at least \(fewest) never-studied lures"
        + (calibrated < lures.count ? " (fixed ones where lures were too few)" : "")
    return
      "Retrievals were cued with \(scenario.cues.isEmpty ? "parts of memories" : scenario.cues.joined(separator: " or ")) and scored on the features that the cue left out; each was kept, mixture, intrusion, gist or forgotten by \(thresholds)."
  }

  package var text: String {
    var sentences = [
      "Simulations were run with Engram \(version), scenario “\(scenario.name)”, seed \(scenario.seed): \(results.subjects) simulated subject\(results.subjects == 1 ? "" : "s"), each with \(scenario.brain.settings.description)\(scenario.brain.name.isEmpty ? "" : " (\(scenario.brain.name))") of its own random wiring, order and noise."
    ]
    if !scenario.ablated.isEmpty { sentences.append("The following was ablated: \(scenario.ablated.joined(separator: ", ")).") }
    if !scenario.publishedSettings.isEmpty {
      sentences.append("In force were: \(scenario.publishedSettings.joined(separator: "; ")).")
    }
    if let days = History(scenario)?.days {
      sentences.append(
        "Before, each had lived \(days) day\(days == 1 ? "" : "s") of incidental episodes, and as many nights of replay.")
    }
    if !results.index.memories.isEmpty {
      let slept = results.index.sleeps.filter { !$0.isRest }, nights = slept.filter(\.hasPhysiology).count
      sentences.append(
        "\(results.index.memories.count) memories were studied"
          + (slept.isEmpty
            ? "."
            : "; \(slept.count) sleep\(slept.count == 1 ? "" : "s") followed (all branches), \(nights) of them from equations of sleep.")
      )
      sentences.append(
        "\(retrieval) A memory's fate is kept (forgotten) if more than two thirds of its retrievals are, blended if gist, intrusion and mixture together reach a third, and uncertain where the interval does not lie on one side of the bound."
      )
    }
    if scenario.commonRandomNumbers, results.ends.count > 1 || results.index.states.contains(where: { !$0.branch.isEmpty }) {
      sentences.append(
        "Branches continued copies of the same brains with common random numbers, so that their differences are paired.")
    }
    sentences.append(
      "Values are means over subjects with \(Layout.number(results.confidence * 100, digits: 0)) % intervals (Student's t; Jeffreys' where all subjects agree); effect sizes are mean/SD of the paired differences (d_z). A claim is met only if its whole interval lies inside what is claimed."
    )
    return sentences.joined(separator: " ")
  }
}
