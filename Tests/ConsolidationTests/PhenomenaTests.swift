import Engram
import Foundation
import Testing

/// Statements about the model that a run must show, each with its control. Fixed seeds.
struct PhenomenaTests {
  /// Never-studied lures are called kept in at most 5 % of retrievals, in three network sizes, evening and morning, at least 1,000 lures each.
  @Test(arguments: [0.5, 1.0, 2.0]) func falseKept(_ size: Double) throws {
    let text = """
      format: 1
      name: lures
      subjects: 10
      seed: 77
      brain: {size: \(size)}
      materials: {m: {generator: categories}}
      timeline:
        - study: {materials: m}
        - sleep: {}
        - probe: {label: morning, lesions: [none, hippocampus, cortex]}
      analysis: {retrievals: 1, lures: 110}
      """
    let results = try RunTests.plan(text).run(jobs: 2)
    for state in results.states {
      #expect(state.thresholds.lures >= 1000)
      let rate = try #require(state.falseKept?.mean)
      #expect(rate <= 0.05, "\(state.state.lesion)")
      // The thresholds do not simply refuse everything: with the hippocampus, what was studied is kept.
      if state.state.lesion != "hippocampus" { #expect(try #require(state.groups.last?.cell.fate.shares[.kept]?.mean) > 0.9) }
    }
  }

  /// Individual differences: subjects with faster cortical learning gain more in a night.
  @Test func parametersDifferBetweenSubjects() throws {
    let plan = try RunTests.plan(
      "format: 1\nname: v\nsubjects: 40\nbrain: {pathways: {cortical_output: {nrem_rate: {distribution: uniform, low: 0.005, high: 0.03}}}}\n"
        + "materials: {m: {generator: categories}}\ntimeline:\n  - study: {materials: m}\n  - sleep: {}\n  - probe: {label: morning, lesions: hippocampus}\nanalysis: {retrievals: 1, lures: 0}"
    )
    let brain = try #require(plan.scenario.trisynaptic)
    let rates: [Double] = (1...40).map { brain.parameters(of: $0, plan).pathways.cortices[0].output.nremRate }
    #expect(Set(rates).count == 40 && rates.allSatisfy { (0.005...0.03).contains($0) })
    let recall = try RunTests.records(plan, last: 40, jobs: 2).map { r in
      r.retrievals.reduce(0.0) { $0 + Double($1.all) } / Double(r.retrievals.count)
    }
    let mx = rates.reduce(0, +) / 40, my = recall.reduce(0, +) / 40
    let covariance = zip(rates, recall).reduce(0) { $0 + ($1.0 - mx) * ($1.1 - my) }
    let r =
      covariance / (rates.reduce(0) { $0 + ($1 - mx) * ($1 - mx) } * recall.reduce(0) { $0 + ($1 - my) * ($1 - my) }).squareRoot()
    #expect(r > 0.8)
  }
}

/// What the catalog cites is listed among its references, and what is listed is cited.
struct CatalogTests {
  @Test func everyCitationIsListed() {
    var cited: Set<String> = []
    for kind in Catalog.Kind.allCases where kind != .references {
      for entry in Catalog.entries(kind) {
        cited.formUnion(entry.references)
        for field in entry.fields {
          let words = (field.source ?? "").split { !($0.isLetter || $0.isNumber) }.map(String.init)
          cited.formUnion(words.filter { $0.contains { $0.isNumber } })
        }
      }
    }
    let listed = Set(References.all.map(\.key))
    #expect(cited.subtracting(listed).isEmpty, "\(cited.subtracting(listed).sorted())")
    #expect(listed.subtracting(cited).isEmpty, "\(listed.subtracting(cited).sorted())")
  }
}
