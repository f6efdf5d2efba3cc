import Engram
import Testing

/// Reports for a terminal: 80 columns, whatever the names, and no colour unless it is asked for.
struct ReportTests {
  private static let text = """
    format: 1
    name: wide
    title: A title that is long enough to be broken into several lines if it is to fit into a terminal of eighty columns
    subjects: 4
    materials:
      long-name-of-a-material: {generator: categories, categories: 2, exemplars: 3}
    timeline:
      - study: {materials: long-name-of-a-material, strength: 0.2}
      - probe: {label: the-evening-before, tests: [cued_recall, recognition, similarity]}
      - branch:
          a-branch-with-a-long-name: [{sleep: {duration: 8 h, replay: {nrem: 200, rem: 200}}}]
          night-from-equations: [{wake: {duration: 20 min, rest: {}}}, {sleep: {duration: 40 min, physiology: {}}}]
      - probe: {label: the-morning-after, lesions: [none, hippocampus, monosynaptic_pathway], tests: [cued_recall, recognition]}
    analysis: {retrievals: 2, lures: 8}
    claims:
      - name: a claim whose words are many, so that they too must be broken at some place before the end of the line
        that: "a-branch-with-a-long-name.recall(the-morning-after, lesion: hippocampus) > night-from-equations.recall(the-morning-after, lesion: hippocampus)"
        published: {effect: 0.3, low: 0.1, high: 0.5}
    """

  @Test func fitsATerminal() throws {
    let plan = try RunTests.plan(Self.text), results = try plan.run(jobs: 2)
    let report = TextReport(results, scenario: plan.scenario).text
    for line in report.split(separator: "\n") { #expect(line.unicodeScalars.count <= 80, "\(line)") }
    #expect(!report.contains("\u{1B}") && report.contains("Nights from equations") && report.contains("d_prime"))
    #expect(TextReport(results, scenario: plan.scenario, usesColour: true).text.contains("\u{1B}[1m"))
  }
}
