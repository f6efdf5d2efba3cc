import Analysis
import Lives
import NumericalMethods
import Recordings
import Runs
import Scenarios

extension SweepPlan {
  /// Runs one cell. What cannot be run is a result too: a row with a status and a message.
  package func result(of cell: Cell) -> CellResult {
    var result = CellResult(cell)
    do {
      let scenario = try scenario(of: cell), plan = try Plan(scenario), reader = try plan.outcomeReader()
      let first = (cell.replicate - 1) * scenario.subjects + 1
      let records = try Self.records(plan, first..<first + scenario.subjects)
      result.values = reader.values(records) { tally in
        if settings.memories { result.memories += Self.rows(tally, plan.index) }
      }
      if (0..<outcomes.count).contains(where: { o in result.values.allSatisfy { !$0[o].isFinite } }) {
        result.status = .undefined
        let missing = outcomes.indices.filter { o in result.values.allSatisfy { !$0[o].isFinite } }.map { outcomes[$0] }
        result.message = "no subject has a value of \(missing.joined(separator: ", "))"
      }
    } catch let error as ScenarioError {
      result.status = .invalid
      switch error {
      case .unreadable(let path, let reason): result.message = "\(path): \(reason)"
      case .invalid(let issues, _): result.message = issues.all.map { "\($0.path): \($0.message)" }.first ?? "invalid"
      }
    } catch {
      result.status = .invalid
      result.message = "\(error)"
    }
    return result
  }

  private static func records(_ plan: Plan, _ subjects: Range<Int>) throws -> [SubjectRecord] {
    let simulation = Simulation(plan, traces: false)
    simulation.begin(subjects)
    var records: [SubjectRecord] = []
    for subject in subjects { records.append(try simulation.record(of: subject)) }
    return records
  }

  private static func rows(_ tally: SubjectTally, _ index: Index) -> [CellResult.MemoryRow] {
    var replays = [Int32](repeating: 0, count: index.memories.count)
    for event in tally.record.replays where event.accepted == 1 && replays.indices.contains(Int(event.memory)) {
      replays[Int(event.memory)] += 1
    }
    var rows: [CellResult.MemoryRow] = []
    for state in index.states.indices {
      for memory in index.memories.indices {
        let cell = tally.cell(state, memory)
        guard cell.retrievals > 0 else { continue }
        let v = cell.verdicts.map(Int32.init)
        rows.append(
          .init(
            subject: Int32(tally.record.subject), state: Int32(state), memory: Int32(memory), retrievals: Int32(cell.retrievals),
            kept: v[Verdict.kept.rawValue], mixture: v[Verdict.mixture.rawValue], intrusion: v[Verdict.intrusion.rawValue],
            gist: v[Verdict.gist.rawValue], forgotten: v[Verdict.forgotten.rawValue], unique: Float(cell.uniqueMean ?? .nan),
            shared: Float(cell.sharedMean ?? .nan), recall: Float(cell.allMean ?? .nan), replays: replays[memory]))
      }
    }
    return rows
  }
}
