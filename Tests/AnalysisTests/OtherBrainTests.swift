import Analysis
import Foundation
import Recordings
import Reporting
import Testing

/// Reports of brains whose stores and parts have other names than hippocampus and cortex, or more, or none.
struct OtherBrainTests {
  private static let hostile = OtherBrain(
    stores: [
      .init(name: "<script>alert(1)</script>", alone: "\"><img src=x onerror=alert(2)>"), .init(name: "a,b\"c", alone: "=1+1"),
      .init(name: "</title></svg><svg onload=alert(3)>", alone: "x\u{202E}y"),
    ], parts: ["</text><script>alert(4)</script>", "slow_part"], kept: [1, 1, 0, 1])

  private static func data(_ html: String) throws -> [String: Any] {
    let start = try #require(html.range(of: "<script type=\"application/json\" id=\"night-data\">"))
    let end = try #require(html[start.upperBound...].range(of: "</script>"))
    let object = try JSONSerialization.jsonObject(with: Data(html[start.upperBound..<end.lowerBound].utf8))
    return try #require(object as? [String: Any])
  }

  /// No name becomes markup, wherever it is printed.
  @Test func namesAreText() throws {
    let html = try Self.hostile.page()
    let shown = try #require(html.components(separatedBy: "<script type=\"application/json\"").first)
    for part in ["<script>alert", "<img", "<svg onload", "\u{202E}"] {
      let isThere = shown.contains(part) || html.contains("<script>alert")
      #expect(!isThere, "\(part)")
    }
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; alone") && html.contains("a,b&quot;c alone"))
  }

  @Test func playerShowsEachStoreAndPart() throws {
    let night = try Self.data(Self.hostile.page())
    #expect(night["stores"] as? [String] == Self.hostile.stores.map { $0.name })
    let map = try #require(night["map"] as? [String: Any]), boxes = try #require(map["boxes"] as? [[String: Any]])
    #expect(boxes.count == 2 && boxes[1]["name"] as? String == "slow part" && (map["paths"] as? [String])?.count == 1)
    let sleeps = try #require(night["sleeps"] as? [[String: Any]])
    let tracks = try #require(sleeps[0]["tracks"] as? [[[Double]]])
    #expect(tracks == [[[0, 0.08], [0, 0.08]], [[0.1, 0.18], [0.1, 0.18]], [[0.2, 0.28], [0.2, 0.28]]])
  }

  /// Parts, wires and courses of the default brain.
  private static func network(cortices: [String]) -> Index.Network {
    let slow = cortices.indices.map { 4 + $0 }
    let links = [(0, 1), (1, 2), (0, 2), (2, 2), (2, 3), (0, 3), (3, 0)] + slow.flatMap { [(0, $0), ($0, 0)] }
    return Index.Network(
      parts: ["entorhinal_cortex", "dentate_gyrus", "ca3", "ca1"] + cortices, stores: [nil, 0, 0, 0] + slow.map { _ in 1 },
      links: links.map { .init(from: $0.0, to: $0.1) }, replay: [2, 3, 0] + slow, rehearsal: slow + [0])
  }

  /// The three parts and places that the player has always drawn.
  @Test func knownPartsKeepTheirPlaces() throws {
    let brain = OtherBrain(
      stores: [.init(name: "hippocampus", alone: "cortex"), .init(name: "cortex", alone: "hippocampus")],
      parts: ["dentate_gyrus", "ca3", "ca1", "neocortex"], network: Self.network(cortices: ["neocortex"]), kept: [1, 1, 1])
    let night = try Self.data(brain.page()), map = try #require(night["map"] as? [String: Any])
    let boxes = try #require(map["boxes"] as? [[String: Any]])
    #expect(boxes.map { $0["name"] as? String } == ["entorhinal cortex", "dentate gyrus", "CA3", "CA1", "neocortex"])
    #expect(
      boxes.map { $0["x"] as? Int } == [548, 20, 196, 372, 196] && boxes.map { $0["y"] as? Int } == [216, 216, 216, 216, 28])
    let paths = try #require(map["paths"] as? [String])
    #expect(
      paths == [
        "M624 312V322H95V312", "M170 264H196", "M624 312V322H271V312", "M346 264H372", "M522 264H548", "M680 216V144",
      ])
    #expect(boxes[4]["x"] as? Int == 196 && boxes[4]["width"] as? Int == 504 && map["height"] as? Int == 330)
    let replay = try #require(night["replay"] as? [String: Any]), rehearsal = try #require(night["rehearsal"] as? [String: Any])
    #expect(replay["boxes"] as? [Int] == [2, 3, 0, 4] && replay["paths"] as? [Int] == [3, 4, 5])
    #expect(rehearsal["boxes"] as? [Int] == [4, 0] && rehearsal["paths"] as? [Int] == [5])
    #expect(replay["words"] as? String == " with the cortex listening" && rehearsal["words"] as? String == " by the cortex alone")
  }

  /// A further cortex has a box beside neocortex, and both light up.
  @Test func furtherCorticesAreDrawn() throws {
    let cortices = ["neocortex", "prefrontal_cortex"]
    let brain = OtherBrain(
      stores: [.init(name: "hippocampus", alone: "cortex"), .init(name: "cortex", alone: "hippocampus")],
      parts: ["dentate_gyrus", "ca3", "ca1"] + cortices, network: Self.network(cortices: cortices), kept: [1, 1, 1])
    let html = try brain.page(), night = try Self.data(html), map = try #require(night["map"] as? [String: Any])
    let boxes = try #require(map["boxes"] as? [[String: Any]])
    #expect(boxes.map { $0["name"] as? String }.suffix(2) == ["neocortex", "prefrontal cortex"])
    let places = boxes.suffix(2).compactMap { box in
      (box["x"] as? Int).flatMap { x in (box["width"] as? Int).map { x...(x + $0) } }
    }
    #expect(places == [196...435, 461...700])
    #expect((night["replay"] as? [String: Any])?["boxes"] as? [Int] == [2, 3, 0, 4, 5])
    #expect(html.contains("In NREM sleep an event runs through CA3, CA1, entorhinal cortex, neocortex and prefrontal cortex"))
  }

  /// A part for each of ten names, in rows that do not touch.
  @Test func manyPartsAreLaidOutInRows() throws {
    let brain = OtherBrain(stores: [.init(name: "x", alone: "none")], parts: (1...10).map { "layer_\($0)" }, kept: [1])
    let map = try #require(try Self.data(brain.page())["map"] as? [String: Any])
    let boxes = try #require(map["boxes"] as? [[String: Any]]), height = try #require(map["height"] as? Double)
    let places = boxes.map { box in ["x", "y", "width", "height"].map { box[$0] as? Double ?? .nan } }
    #expect(places.count == 10 && Set(places).count == 10)
    for (i, a) in places.enumerated() {
      #expect(a[0] >= 0 && a[0] + a[2] <= 720 && a[1] >= 20 && a[1] + a[3] <= height)
      for b in places[..<i] { #expect(a[0] >= b[0] + b[2] || b[0] >= a[0] + a[2] || a[1] >= b[1] + b[3] + 20) }
    }
  }

  /// A column, a colour and a key for each store that was probed alone.
  @Test func everyStoreHasAColumn() throws {
    let brain = OtherBrain(
      stores: ["memory_a", "memory_b", "third"].map { .init(name: $0, alone: "only_" + $0) }, kept: [1, 1, 0, 1])
    let results = try brain.results(), html = try brain.page(), report = try TextReport(results, scenario: brain.scenario()).text
    let key = try #require(RetentionFigure(results: results).figure).key
    #expect(key.map(\.name) == ["intact", "memory a alone", "memory b alone", "third alone"])
    #expect(key.map(\.colour) == [Palette.intact] + Palette.stores.prefix(3))
    #expect(html.contains("<th scope=\"col\">memory b alone</th><th scope=\"col\">third alone</th>"))
    #expect(
      report.contains("learnt, intact, memory a, memory b and third alone: mean")
        && report.contains("lives in memory a and third"))
    #expect(report.contains("third alone") && !report.contains("cortex") && !report.contains("hipp"))
    for line in report.split(separator: "\n") { #expect(line.unicodeScalars.count <= 80, "\(line)") }
  }

  /// More stores than a terminal has room for.
  @Test func terminalKeepsItsWidth() throws {
    let brain = OtherBrain(
      stores: (1...9).map { .init(name: "a-long-name-\($0)-of-a-store", alone: "only_\($0)") },
      kept: Array(repeating: 1, count: 10))
    let report = try TextReport(brain.results(), scenario: brain.scenario()).text
    for line in report.split(separator: "\n") { #expect(line.unicodeScalars.count <= 80, "\(line)") }
    #expect(report.contains("more stores") && report.contains("lives in all"))
  }

  @Test func nothingIsSaidWithoutStores() throws {
    let brain = OtherBrain(stores: [], kept: [1]), html = try brain.page(), results = try brain.results()
    #expect(!html.contains("night-data\">") && RetentionFigure(results: results).figure?.key.map(\.name) == ["intact"])
    let report = try TextReport(results, scenario: brain.scenario()).text
    #expect(!report.contains("alone") && !report.contains("cortex"))
  }

  @Test func tablesQuoteNames() throws {
    let results = try Self.hostile.results()
    let rows = Tables.fates(results).split(separator: "\n"),
      scores = Tables.scoreRows(Self.hostile.records[0], index: results.index)
    #expect(rows.contains { $0.contains("'=1+1") } && !rows.contains { $0.contains(",=1+1") })
    #expect(rows.contains { $0.contains("\"\"\"><img src=x onerror=alert(2)>\"") })
    #expect(scores.contains("similarity/slow_part/initial/related"))
  }

  /// A claim names a part by `part`: one of the brain's, else its first.
  @Test func claimsNameParts() throws {
    let brain = OtherBrain(stores: [], parts: ["fast", "slow"], kept: [1])
    func claims(_ that: String) -> String { "claims: [{name: c, that: \"\(that)\"}]" }
    let slow = try brain.results(claims("similarity(morning, part: slow) > 0.5"))
    #expect(slow.claims[0].parts[0].estimate.mean == 1)
    #expect(try brain.results(claims("similarity(morning) > 0.5")).claims[0].parts[0].estimate.mean == 0)
    #expect(throws: (any Error).self) { try brain.results(claims("similarity(morning, part: ca3) > 0.5")) }
  }

  /// The page's style and its figures colour stores alike.
  @Test func coloursOfBarsAreThoseOfFigures() throws {
    let html = try Self.hostile.page()
    for (i, colour) in Palette.stores.enumerated() { #expect(html.contains(".store-\(i + 1) { --store: \(colour); }")) }
  }

  @Test func placesHaveColours() {
    #expect(Palette.home(.stores([1]), of: 2) == Palette.blue && Palette.home(.stores([0, 1]), of: 2) == Palette.green)
    #expect(Palette.home(.stores([0]), of: 1) == Palette.orange && Palette.home(.stores([0, 1, 2]), of: 3) == Palette.intact)
    // Between orange and blue.
    #expect(Palette.home(.stores([0, 1]), of: 3) == "#738959" && Palette.store(4) == Palette.orange)
  }
}
