import Engram
import Testing

struct IndividualDifferencesTests {
  /// Individual differences: subjects with faster cortical learning gain more in a night, where nothing else differs.
  @Test func parametersDifferBetweenSubjects() throws {
    let plan = try RunTests.plan(
      "format: 1\nname: v\nsubjects: 40\nbrain: {pathways: {cortical_output: {nrem_rate: {distribution: uniform, low: 0.0005, high: 0.006}}}, parameters: {encoding_variability: 0, item_variability: 0}}\n"
        + "materials: {m: {generator: categories}}\ntimeline:\n  - study: {materials: m}\n  - sleep: {}\n  - probe: {label: morning, lesions: hippocampus}\nanalysis: {retrievals: 1, lures: 0}"
    )
    let brain = try #require(plan.scenario.trisynaptic)
    let rates: [Double] = (1...40).map { brain.parameters(of: $0, plan).pathways.cortices[0].output.nremRate }
    #expect(Set(rates).count == 40 && rates.allSatisfy { (0.0005...0.006).contains($0) })
    let recall = try RunTests.records(plan, last: 40, jobs: 2).map { r in
      r.retrievals.reduce(0.0) { $0 + Double($1.all) } / Double(r.retrievals.count)
    }
    let mx = rates.reduce(0, +) / 40, my = recall.reduce(0, +) / 40
    let covariance = zip(rates, recall).reduce(0) { $0 + ($1.0 - mx) * ($1.1 - my) }
    let r =
      covariance / (rates.reduce(0) { $0 + ($1 - mx) * ($1 - mx) } * recall.reduce(0) { $0 + ($1 - my) * ($1 - my) }).squareRoot()
    #expect(r > 0.8, "\(r)")
  }
}
