import Engram
import Foundation
import Sweeps
import Testing

/// A table of small experiments × brains: the same in all forms, whatever interrupts it, whatever its names hold.
struct MatrixTests {
  private let scratch = Scratch()

  /// Two subjects, four memories.
  private static func experiment(_ name: String, claims: String, seed: Int = 1) -> String {
    """
    format: 1
    name: \(name)
    subjects: 3
    seed: \(seed)
    brain: {size: 0.5}
    materials: {m: {generator: categories, categories: 2, exemplars: 2}}
    timeline:
      - study: {materials: m, epochs: 12} # two subjects are alike in what both know
      - sleep: {replay: {nrem: 4, rem: 2}}
      - probe: {label: morning, lesions: [none, hippocampus]}
    analysis: {retrievals: 1, lures: 0}
    claims:
    \(claims)

    """
  }

  private static let claims = """
      - {name: something comes back, that: recall(morning) > 0.01}
      - {name: "more than all comes back, a control", that: recall(morning) > 1.5, expect: not met}
      - {name: "nothing comes back", that: "recall(morning) in [-1, 0.001]"}
      - {name: two comparisons, that: "recall(morning) > 0.01 > 5"}
    """

  /// Writes files and reads the matrix of them.
  private func matrix(
    _ text: String, _ files: [String: String] = ["a.yaml": experiment("a", claims: claims)]
  ) throws -> MatrixPlan {
    for (name, content) in files.merging(["matrix.yaml": text], uniquingKeysWith: { $1 }) {
      try content.write(toFile: scratch.path + "/" + name, atomically: true, encoding: .utf8)
    }
    return try MatrixPlan(try MatrixFile(path: scratch.path + "/matrix.yaml"))
  }

  private func message(_ text: String) throws -> String {
    let error = #expect(throws: ScenarioError.self) { try matrix(text) }
    guard case .invalid(_, let rendered)? = error else { return "\(String(describing: error))" }
    return rendered
  }

  private static let two = """
    format: 1
    name: small
    subjects: 2
    experiments: [a.yaml, b.yaml]
    brains: [trisynaptic, model.yaml]
    """
  private static let files = [
    "a.yaml": experiment("a", claims: claims), "b.yaml": experiment("b", claims: claims, seed: 7), "model.yaml": "{}\n",
  ]

  @Test func judgesEveryClaim() throws {
    let plan = try matrix(Self.two, Self.files), folder = MatrixFolder(scratch.path + "/out")
    let table = try #require(try folder.run(plan, jobs: 2))
    #expect(table.entries.map { $0.map { $0[0].word } } == Array(repeating: ["met", "not met", "not met", "not met"], count: 2))
    #expect(table.entries[0].map { $0[0].disagrees } == [false, false, true, true])
    // The brain is refused: every claim says why, and where.
    for row in table.entries.joined() {
      #expect(row[1].word == "cannot" && !row[1].disagrees)
      #expect(row[1].reason.contains("this is no model file") && row[1].reason.contains(":1:1"))
    }
    #expect(table.plan.cells.map(\.subjects) == [2, 0, 2, 0])
    #expect(table.text.contains("comparison 2 of 2") && table.text.contains("not met !") && table.text.contains("cannot"))
    for line in table.text.split(separator: "\n") { #expect(line.unicodeScalars.count <= 80, "\(line)") }
    // The stored forms are the table's.
    #expect(try folder.stored("txt") == table.text && folder.stored("csv") == table.csv)
    #expect(try folder.stored("json") == table.value.json() + "\n")
    #expect(MatrixFolder.isMatrix(folder.path) && !SweepFolder.isSweep(folder.path))
    // Each cell's folder is an ordinary one.
    let (results, _) = try ResultsFolder(path: folder.path + "/" + plan.cells[0].folder).results()
    #expect(results.subjects == 2 && results.claims.map(\.outcome) == table.entries[0].map { $0[0].outcome })
  }

  /// One row of the CSV for each comparison in the JSON, with the same numbers.
  @Test func formsAgree() throws {
    let plan = try matrix(Self.two, Self.files)
    let table = try #require(try MatrixFolder(scratch.path + "/out").run(plan, jobs: 1))
    var lines = CSVLines(table.csv), rows: [[String: String]] = []
    let head = lines.next(), columns = try #require(head)
    while let line = lines.next() { rows.append(Dictionary(uniqueKeysWithValues: zip(columns, line))) }
    struct JSON: Decodable {
      struct Experiment: Decodable {
        var name: String
        var claims: [Claim]
      }
      struct Claim: Decodable {
        var name: String
        var that: String
        var expected: String
        var brains: [Entry]
      }
      struct Entry: Decodable {
        var brain: String
        var outcome: String
        var disagrees: Bool
        var reason: String
        var parts: [Part]
      }
      struct Part: Decodable {
        var estimate: Estimate
        var outcome: String
      }
      struct Estimate: Decodable {
        var mean: Double
        var n: Int
      }
      var experiments: [Experiment]
    }
    let json = try JSONDecoder().decode(JSON.self, from: Data(table.value.json().utf8))
    var at = 0
    for experiment in json.experiments {
      for claim in experiment.claims {
        for entry in claim.brains {
          for p in 0..<max(1, entry.parts.count) {
            let row = rows[at]
            at += 1
            #expect(row["experiment"] == experiment.name && row["claim"] == claim.name && row["that"] == claim.that)
            #expect(row["expected"] == claim.expected && row["brain"] == entry.brain && row["outcome"] == entry.outcome)
            #expect(row["disagrees"] == "\(entry.disagrees)" && row["reason"] == entry.reason)
            guard !entry.parts.isEmpty else {
              #expect(row["mean"]?.isEmpty == true)
              continue
            }
            #expect(row["mean"].flatMap(Double.init) == entry.parts[p].estimate.mean)
            #expect(row["subjects"] == "\(entry.parts[p].estimate.n)")
          }
        }
      }
    }
    #expect(at == rows.count && at == 2 * (4 + 1 + 4))
  }

  private func forms(_ folder: MatrixFolder) throws -> [String] {
    try ["txt", "csv", "json", "svg", "html"].map { try folder.stored($0) }
  }

  private func records(_ folder: MatrixFolder, _ plan: MatrixPlan) -> [Data?] {
    plan.cells.filter { !$0.folder.isEmpty }.map {
      FileManager.default.contents(atPath: folder.path + "/" + $0.folder + "/records.engram")
    }
  }

  @Test func goesOnWhereItStopped() throws {
    let plan = try matrix(Self.two, Self.files), whole = MatrixFolder(scratch.path + "/whole")
    _ = try #require(try whole.run(plan, jobs: 1))
    // Stopped after the first subject; nothing is tabled.
    let parts = MatrixFolder(scratch.path + "/parts"), flag = StopFlag()
    #expect(try parts.run(plan, jobs: 1, stop: flag) { done, _ in if done > 0 { flag.raise() } } == nil)
    #expect(!MatrixFolder.isMatrix(parts.path))
    // The second cell by itself, as a job engine would run it; then the rest.
    #expect(try parts.run(plan, cell: 2, jobs: 1))
    #expect(try parts.run(plan, cell: 1, jobs: 1), "a refused cell has nothing to run")
    #expect(!MatrixFolder.isMatrix(parts.path))
    // A cell whose process was killed before it said what it is of.
    let begun = parts.path + "/" + plan.cells[2].folder
    try FileManager.default.removeItem(atPath: begun)
    try FileManager.default.createDirectory(atPath: begun + "/scenario", withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: begun + "/.lock"))
    #expect(try parts.run(plan, jobs: 3) != nil)
    #expect(try forms(parts) == forms(whole) && records(parts, plan) == records(whole, plan))
    // Nothing is simulated again.
    nonisolated(unsafe) var least = Int.max
    _ = try parts.run(plan, jobs: 1) { done, total in least = min(least, total == 4 && done > 0 ? done : least) }
    #expect(least == 2 && records(parts, plan) == records(whole, plan))
    #expect(throws: MatrixError.self) { try parts.run(plan, cell: 4, jobs: 1) }
  }

  /// More subjects, another brain's column, a changed experiment: what can stay stays, what is not the same is another folder.
  @Test func keepsWhatIsTheSame() throws {
    let folder = MatrixFolder(scratch.path + "/out"), before = try matrix(Self.two, Self.files)
    _ = try folder.run(before, jobs: 2)
    var changed = Self.files
    changed["b.yaml"] = Self.experiment("b", claims: Self.claims, seed: 8)
    let after = try matrix(Self.two.replacing("subjects: 2", with: "subjects: 3"), changed)
    #expect(after.cells[0].folder == before.cells[0].folder && after.cells[2].folder != before.cells[2].folder)
    let table = try #require(try folder.run(after, jobs: 2))
    #expect(table.entries[0][0][0].parts[0].estimate.subjects == 3)
    #expect(try table.csv == MatrixFolder(scratch.path + "/anew").run(after, jobs: 1)?.csv)
  }

  @Test func othersAreRefused() throws {
    let plan = try matrix(Self.two, Self.files), folder = MatrixFolder(scratch.path + "/out")
    _ = try folder.run(plan, jobs: 2)
    // Another matrix, a scenario's results.
    let other = try matrix(Self.two.replacing("name: small", with: "name: other"), Self.files)
    #expect(#expect(throws: MatrixError.self) { try folder.run(other, jobs: 1) }?.description.contains("'small'") == true)
    #expect(throws: MatrixError.self) { try MatrixFolder(folder.path + "/" + plan.cells[0].folder).run(plan, jobs: 1) }
    // While a part is at work, the whole is refused, and the other way round.
    nonisolated(unsafe) var refused = 0
    _ = try folder.run(try matrix(Self.two.replacing("subjects: 2", with: "subjects: 4"), Self.files), cell: 0, jobs: 1) { _, _ in
      do { _ = try folder.run(plan, jobs: 1) } catch MatrixError.inUse { refused += 1 } catch {}
    }
    #expect(refused > 0)
    refused = 0
    _ = try folder.run(plan, jobs: 1) { _, _ in
      do { _ = try folder.run(plan, cell: 0, jobs: 1) } catch MatrixError.inUse { refused += 1 } catch {}
    }
    #expect(refused > 0)
  }

  /// Names that would be paths, elements, formulas or options somewhere.
  @Test func hostileNames() throws {
    let name = "<script>alert(1)<script> & \u{202E}=cmd 'x' %s"
    let claims = """
        - {name: "</script><script>alert(1)</script>", that: recall(morning) > 0.01}
        - {name: "=HYPERLINK(1), \\"q\\"", that: recall(morning) > 0.01}
      """
    let files = [
      "\(name).yaml": Self.experiment("a", claims: claims), "-rf.yaml": Self.experiment("b", claims: claims),
      "$(date).yaml": "x: 1\n",
    ]
    let text =
      "format: 1\nname: hostile\ntitle: \"<img src=x onerror=alert(1)>\"\nsubjects: 2\nexperiments: [\"\(name).yaml\", \"-rf.yaml\"]\nbrains: [trisynaptic, \"$(date).yaml\"]\n"
    let plan = try matrix(text, files), folder = MatrixFolder(scratch.path + "/out")
    let table = try #require(try folder.run(plan, jobs: 2)), html = try folder.stored("html")
    for element in ["<script>alert", "<img src=x"] { #expect(!html.contains(element), "\(element)") }
    #expect(html.components(separatedBy: "<script type=\"application/json\"").first?.contains("\u{202E}") == false)
    #expect(html.contains("&lt;script&gt;alert(1)") && !table.text.contains("\u{202E}"))
    #expect(table.csv.contains("'=HYPERLINK") && table.csv.contains("'-rf"))
    for cell in plan.cells where !cell.folder.isEmpty {
      let plain = cell.folder.dropFirst("cells/".count)
      #expect(
        cell.folder.hasPrefix("cells/") && plain.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
    }
    #expect(Set(plan.cells.filter { !$0.folder.isEmpty }.map(\.folder)).count == 2)
    // In a batch script.
    var array = SlurmArray()
    array.cpus = 2
    let arguments = [scratch.path + "/\(name).yaml", "--brains", "trisynaptic"]
    let said = try array.submit(folder, plan, command: "/bin/echo", arguments: arguments, dryRun: true)
    #expect(said.contains("2 tasks") && said.contains("not submitted"))
    let script = folder.path + "/slurm/job.sh", content = try String(contentsOfFile: script, encoding: .utf8)
    #expect(content.contains("#SBATCH --array=0,2\n") && content.contains("#SBATCH --job-name=hostile\n"))
    let process = Process(), pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [script]
    process.environment = ["SLURM_ARRAY_TASK_ID": "2"]
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(output == "matrix \(arguments.joined(separator: " ")) --output \(folder.path) --cell 2 --jobs 2 --quiet\n")
  }

  @Test func mistakesAreAnsweredWhereTheyAre() throws {
    for (text, wanted) in [
      ("format: 1\nname: m\nexperimets: [a.yaml]\n", ["matrix.yaml:3:1: error: 'experimets'", "did you mean 'experiments'?"]),
      (
        "format: 1\nname: m\nexperiments: [a.yml]\n",
        ["matrix.yaml:3:15: error:", "'a.yml' is not there", "did you mean 'a.yaml'?"]
      ),
      ("format: 1\nname: m\nexperiments: [a.yaml, a.yaml]\n", ["matrix.yaml:3:23", "a second time"]),
      (
        "format: 1\nname: m\nexperiments: [a.yaml]\nbrains: [trisynptic]\n",
        ["matrix.yaml:4:10", "there is no brain 'trisynptic'", "did you mean 'trisynaptic'?"]
      ),
      ("format: 1\nname: m\nexperiments: [a.yaml]\nsubjects: 0\n", ["matrix.yaml:4:11", "'0' is out of range"]),
      (
        "format: 1\nname: m\nexperiments: [a.yaml]\nset: {b.yaml: {seed: 2}}\n",
        ["matrix.yaml:4:7", "'b.yaml' is not among the experiments", "did you mean 'a.yaml'?"]
      ),
      (
        "format: 1\nname: m\nexperiments: [a.yaml]\nset: {a.yaml: {seed: x}}\n",
        ["matrix.yaml:4:16", "'x' is not a whole number"]
      ),
      ("format: 2\nname: m\nexperiments: [a.yaml]\n", ["matrix.yaml:1:9", "this file has format 2"]),
      ("format: 1\nname: m\n", ["a matrix needs 'experiments'"]),
    ] {
      let message = try message(text)
      for word in wanted { #expect(message.contains(word), "\(message)") }
    }
    // A mistake in an experiment is not a brain's: it is shown where it is.
    let error = #expect(throws: ScenarioError.self) {
      try matrix("format: 1\nname: m\nexperiments: [a.yaml]\n", ["a.yaml": "format: 1\nnam: x\ntimeline: []\n"])
    }
    guard case .invalid(_, let rendered)? = error else { return }
    #expect(rendered.contains("a.yaml:2:1: error: 'nam'"))
  }

  @Test func changesOfExperiments() throws {
    let text =
      "format: 1\nname: m\nexperiments: [a.yaml]\nset:\n  a.yaml: {timeline.2.sleep.replay.nrem: 9, seed: 5, title: 'a: b'}\n"
    let plan = try matrix(text)
    #expect(plan.experiments[0].title == "a: b" && plan.cells[0].subjects == 3)
    #expect(plan.cells[0].folder != (try matrix("format: 1\nname: m\nexperiments: [a.yaml]\n")).cells[0].folder)
    let file = scratch.path + "/matrix.yaml"
    #expect(MatrixFile.describes(file) && !MatrixFile.describes(scratch.path + "/a.yaml") && !MatrixFile.describes("/none"))
  }

  /// A claim that cannot be judged is said to be so in every form of a run's report, and says nothing against the run.
  @Test func reportsSayWhatCannotBeJudged() throws {
    let file = "a.yaml", text = Self.experiment("a", claims: Self.claims)
    let plan = try Plan(try Scenario.read(text: text, file: file, directory: scratch.path))
    var results = try plan.run(jobs: 1)
    for i in results.claims.indices {
      (results.claims[i].outcome, results.claims[i].reason, results.claims[i].parts) = (.cannot, "no <hippocampus>", [])
    }
    #expect(results.isAsExpected)
    let report = TextReport(results, scenario: plan.scenario)
    #expect(report.text.contains("why: no <hippocampus>") && report.text.contains("no claim was judged; 4 cannot be judged"))
    #expect(report.screen.contains("4 cannot be judged") && !report.screen.contains("not met"))
    #expect(JSONReport.value(results, scenario: plan.scenario, version: "").json().contains("\"reason\": \"no <hippocampus>\""))
    #expect(
      Tables.claims(results).split(separator: "\n").count { $0.contains(",cannot,") && $0.hasSuffix(",no <hippocampus>") } == 4)
  }
}
