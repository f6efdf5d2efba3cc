import Analysis
import Lives
import Scenarios

/// Negative controls by ablation: the same experiment, with the same subjects and seeds, once for each part that a claim's `control` names.
extension Plan {
  /// The experiment without a part.
  func without(_ ablation: Ablation) throws -> Plan { try Plan(scenario.without(ablation)) }
}

extension Results {
  /// Takes over what came of the claims without a part.
  mutating func add(_ controls: [(ablation: Ablation, claims: [Judgement])]) {
    for (ablation, judged) in controls {
      for i in claims.indices where claims[i].control?.ablation == ablation.rawValue {
        claims[i].control?.outcome = judged[i].outcome
        claims[i].control?.reason = judged[i].reason
        claims[i].control?.parts = judged[i].parts
      }
    }
  }
}

extension ResultsFolder {
  /// Where the run without a part is: a folder of results like any other, inside this one.
  private func control(_ ablation: Ablation) -> ResultsFolder { ResultsFolder(path: "\(path)/controls/\(ablation.rawValue)") }

  /// Simulates what is missing of all controls, and returns the claims as they came out in each; nil if the flag was raised before the end.
  func runControls(
    _ plan: Plan, overrides: [Override], jobs: Int, stop: StopFlag, progress: (_ done: Int) -> Void
  ) throws -> [(ablation: Ablation, claims: [Judgement])]? {
    var controls: [(ablation: Ablation, claims: [Judgement])] = []
    for ablation in plan.scenario.controls {
      let before = controls.count * plan.scenario.subjects
      let results = try control(ablation).run(
        try plan.without(ablation), overrides: overrides + [Override(path: "ablate", value: "[\(ablation.rawValue)]")],
        jobs: jobs,
        stop: stop
      ) { done, _ in progress(before + done) }
      guard let results else { return nil }
      controls.append((ablation, results.claims))
    }
    return controls
  }

  /// The controls that are stored, analysed again; a matrix stores none.
  func storedControls(_ plan: Plan) throws -> [(ablation: Ablation, claims: [Judgement])] {
    try plan.scenario.controls.filter { control($0).hasResults }.map { ($0, try control($0).results().0.claims) }
  }
}
