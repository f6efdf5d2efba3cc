import Engram
import Foundation
import Recordings
import Reporting
import Testing

/// The page of a run: the same numbers as the JSON, nothing that a file could have smuggled in, nothing that asks a network.
struct PageTests {
  private static let text = """
    format: 1
    name: page
    title: "<script>alert(1)</script> & Co"
    subjects: 5
    materials: {m: {generator: categories, categories: 2, exemplars: 3}}
    timeline:
      - study: {materials: m, strength: 0.2}
      - probe: {label: evening, lesions: [none, hippocampus, cortex], tests: [cued_recall, similarity, savings]}
      - sleep: {duration: 90 min, physiology: {}}
      - probe: {label: morning, lesions: [none, hippocampus, cortex], tests: [cued_recall, similarity]}
    analysis: {retrievals: 2, lures: 8}
    claims:
      - {name: "<img src=x onerror=alert(2)>", that: "recall(morning, lesion: hippocampus) > recall(evening, lesion: hippocampus)"}
    """

  private static func page(library: DrawingLibrary? = nil) throws -> (html: String, results: Results, plan: Plan) {
    let plan = try RunTests.plan(text), records = try RunTests.records(plan, last: 5, jobs: 2), results = try plan.run(jobs: 2)
    let source = RunPage.Source(
      version: Release.version, plan: plan.contents, digest: plan.digest, command: "engram run page.yaml", first: records[0])
    return (RunPage(results, scenario: plan.scenario, source: source).page(library: library).html, results, plan)
  }

  private static func block(_ id: String, _ html: String) throws -> Any {
    let start = try #require(html.range(of: "<script type=\"application/json\" id=\"\(id)\">"))
    let end = try #require(html[start.upperBound...].range(of: "</script>"))
    return try JSONSerialization.jsonObject(with: Data(html[start.upperBound..<end.lowerBound].utf8))
  }

  @Test func hasTheNumbersOfTheJSON() throws {
    let (html, results, plan) = try Self.page()
    let stored = JSONReport.value(results, scenario: plan.scenario, version: Release.version).json()
    func sorted(_ json: Any) throws -> Data { try JSONSerialization.data(withJSONObject: json, options: .sortedKeys) }
    #expect(try sorted(Self.block("results", html)) == sorted(JSONSerialization.jsonObject(with: Data(stored.utf8))))

    // The picture of retention, number by number.
    let figure = try #require(RetentionFigure(results: results).figure)
    let rows = figure.csv.split(separator: "\n").dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(rows.count == 6)
    for (row, state) in zip(rows, results.states) {
      let kept = try #require(state.groups.last?.cell.fate.shares[.kept])
      #expect(row[1] == state.state.label && row[2] == state.state.lesion)
      #expect(Double(row[4]) == kept.mean && Double(row[5]) == kept.low && Double(row[6]) == kept.high)
    }
    #expect(html.contains(figure.csv.split(separator: "\n")[1]))
  }

  @Test func isWholeAndHarmless() throws {
    let (html, _, _) = try Self.page()
    let isHarmless = !html.contains("<script>alert(1)") && !html.contains("<img") && html.contains("&lt;img src=x")
    #expect(isHarmless)
    for id in ["claims", "fates", "player", "retention", "nights", "lesions", "codes", "methods", "again"] {
      #expect(html.contains("<section id=\"\(id)\""), "\(id)")
    }
    for word in ["src=\"", "href=\"http", "url(", "@import", " style="] {
      let isThere = html.contains(word)
      #expect(!isThere, "\(word)")
    }
  }

  /// The policy allows the page's own scripts and style, byte by byte, and nothing else.
  @Test func namesItsScripts() throws {
    let library = DrawingLibrary(path: "d3.min.js", text: "// https://d3js.org v7.0.0\nwindow.d3 = {};")
    let (html, _, _) = try Self.page(library: library)
    func parts(_ start: String, _ end: String) -> [String] {
      html.components(separatedBy: start).dropFirst().compactMap { $0.components(separatedBy: end).first }
    }
    let scripts = parts("<script>", "</script>"), style = try #require(parts("<style>", "</style>").first)
    let policy = try #require(parts("Content-Security-Policy\" content=\"", "\"").first)
    #expect(scripts.count == 3 && scripts[0] == library.text && policy.contains("default-src 'none'"))
    for text in scripts + [style] {
      #expect(policy.contains("'sha256-" + Data(Digest256.of(Array(text.utf8))).base64EncodedString() + "'"))
    }
    #expect(!policy.contains("unsafe"))
  }

  /// What the player plays is the first subject's record.
  @Test func playsTheFirstSubject() throws {
    let plan = try RunTests.plan(Self.text), record = try RunTests.records(plan, last: 1, jobs: 1)[0]
    let (html, _, _) = try Self.page()
    let night = try #require(Self.block("night-data", html) as? [String: Any]),
      sleeps = try #require(night["sleeps"] as? [[String: Any]])
    #expect(sleeps.count == 1 && (night["memories"] as? [Any])?.count == 6)
    let events = try #require(sleeps[0]["events"] as? [[Double]])
    #expect(events.count == record.replays.count && events.count > 20)
    for (event, replay) in zip(events, record.replays) {
      #expect(abs(event[0] - Double(replay.hours)) <= 0.0005 && Int(event[1]) == replay.stage && Int(event[3]) == replay.memory)
    }
    let tracks = try #require(sleeps[0]["tracks"] as? [[[Double]]])
    #expect(night["stores"] as? [String] == ["hippocampus", "cortex"] && tracks.count == 2)
    for track in tracks { #expect(track.count == 6 && track.allSatisfy { $0.count == 4 }) }
  }

  @Test func methodsSayWhatWasDone() throws {
    let (_, results, plan) = try Self.page(), text = Methods(results, plan.scenario, version: "9").text
    for part in [
      "Engram 9", "5 simulated subjects", "seed 1", "6 memories", "1 sleep followed", "1 of them from equations",
      "half of a memory's features", "at least 40 never-studied lures", "95 % intervals",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }
}
