import Analysis
import Declarations
import Recordings
import SleepDynamics

/// Tidy CSV tables: one row per observation, the same names everywhere. `columns` says what each column means.
public enum Tables {
  /// The row of names of `memories.csv`, subject × memory × probe.
  public static let memoryHeader =
    "subject,branch,label,lesion,hours,material,group,memory,retrievals,unique,shared,recall,kept,mixture,intrusion,gist,forgotten,partner\n"

  /// One subject's rows of `memories.csv`.
  package static func memoryRows(_ tally: SubjectTally, index: Index) -> String {
    var text = ""
    for (s, state) in index.states.enumerated() {
      for (m, memory) in index.memories.enumerated() {
        let cell = tally.cell(s, m)
        guard cell.retrievals > 0 else { continue }
        let partner = cell.partners.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { index.memories[Int($0.key)].name } ?? ""
        let numbers = [cell.uniqueMean, cell.sharedMean, cell.allMean].map(number)
        text +=
          ([String(tally.record.subject)] + place(state) + [
            quote(memory.material), quote(memory.group), quote(memory.name), String(cell.retrievals),
          ]
          + numbers + cell.verdicts.map(String.init) + [quote(partner)]).joined(separator: ",") + "\n"
      }
    }
    return text
  }

  public static let replayHeader = "subject,branch,sleep,priority,event,hours,kind,stage,coupling,cue,accepted,memory,overlap\n"

  /// One subject's rows of `replays.csv`.
  public static func replayRows(_ record: SubjectRecord, index: Index) -> String {
    var text = ""
    for event in record.replays where index.sleeps.indices.contains(Int(event.sleep)) {
      let sleep = index.sleeps[Int(event.sleep)]
      func name(_ memory: Int32) -> String {
        index.memories.indices.contains(Int(memory)) ? quote(index.memories[Int(memory)].name) : ""
      }
      text += "\(record.subject),\(quote(sleep.branch)),\(sleep.name),\(sleep.priority),\(event.event),\(event.hours),"
      text += "\(event.stage == 0 ? "replay" : "rehearsal"),\(stage(event.sleepStage)),\(event.coupling),\(name(event.cue)),"
      text += "\(event.accepted),\(name(event.memory)),\(event.overlap)\n"
    }
    return text
  }

  private static func stage(_ number: Int32) -> String {
    SleepStage.allCases.indices.contains(Int(number)) ? SleepStage.allCases[Int(number)].rawValue : ""
  }

  public static let nightHeader = "subject,branch,sleep,measure,unit,asked,came\n"

  /// One subject's rows of `nights.csv`: what was asked of each night from equations, and what came.
  package static func nightRows(_ record: SubjectRecord, index: Index) -> String {
    var text = ""
    for score in record.physiology where NightMeasure.all.indices.contains(Int(score.measure)) {
      let measure = NightMeasure.all[Int(score.measure)], sleep = index.sleeps[Int(score.sleep)]
      guard !score.came.isNaN else { continue }
      text += "\(record.subject),\(quote(sleep.branch)),\(sleep.name),\(measure.name),\(measure.unit),"
      text += "\(score.asked.isNaN ? "" : "\(score.asked)"),\(score.came)\n"
    }
    return text
  }

  public static let hypnogramHeader = "subject,branch,sleep,stage,start_s,end_s\n"

  /// One subject's rows of `hypnograms.csv`: stretches of one stage.
  package static func hypnogramRows(_ record: SubjectRecord, index: Index) -> String {
    record.bouts.map { bout in
      let sleep = index.sleeps[Int(bout.sleep)]
      return "\(record.subject),\(quote(sleep.branch)),\(sleep.name),\(stage(bout.stage)),\(bout.first * 30),\(bout.end * 30)\n"
    }.joined()
  }

  public static let rhythmHeader = "subject,branch,sleep,kind,start_ms,end_ms\n"

  /// One subject's rows of `rhythms.csv`: DOWN states of the cortex and spindles.
  package static func rhythmRows(_ record: SubjectRecord, index: Index) -> String {
    record.rhythms.map { event in
      let sleep = index.sleeps[Int(event.sleep)]
      return
        "\(record.subject),\(quote(sleep.branch)),\(sleep.name),\(event.kind == 0 ? "DOWN" : "spindle"),\(event.start),\(event.end)\n"
    }.joined()
  }

  public static let scoreHeader = "subject,branch,label,lesion,hours,measure,memory,value\n"

  /// One subject's rows of `scores.csv`.
  public static func scoreRows(_ record: SubjectRecord, index: Index) -> String {
    var text = ""
    for score in record.scores
    where index.states.indices.contains(Int(score.state)) && index.measures.indices.contains(Int(score.measure)) {
      let memory = index.memories.indices.contains(Int(score.memory)) ? index.memories[Int(score.memory)].name : ""
      text +=
        ([String(record.subject)] + place(index.states[Int(score.state)]) + [
          quote(index.measures[Int(score.measure)]), quote(memory), "\(score.value)",
        ])
        .joined(separator: ",") + "\n"
    }
    return text
  }

  /// `fates.csv`: a row per memory and probe, over subjects.
  public static func fates(_ results: Results) -> String {
    var text =
      "branch,label,lesion,hours,material,group,memory,fate,kind,lives_in,kept,kept_low,kept_high,mixture,intrusion,gist,forgotten,recall,recall_low,recall_high,partner,partner_share\n"
    for s in results.states {
      for (m, cell) in s.memories.enumerated() {
        guard let cell else { continue }
        let memory = results.index.memories[m], fate = cell.fate, kept = fate.shares[.kept]
        func share(_ verdict: Verdict) -> String { number(fate.shares[verdict]?.mean) }
        let partner = fate.partners.first
        text +=
          (place(s.state) + [
            quote(memory.material), quote(memory.group), quote(memory.name), fate.word.rawValue, fate.kind?.word ?? "",
            quote(results.home(of: m, branch: s.state.branch, label: s.state.label)?.text ?? ""), number(kept?.mean),
            number(kept?.low),
            number(kept?.high),
            share(.mixture), share(.intrusion), share(.gist), share(.forgotten), number(cell.all?.mean), number(cell.all?.low),
            number(cell.all?.high),
            quote(partner.map { results.index.memories[$0.memory].name } ?? ""), number(partner?.share),
          ]).joined(separator: ",") + "\n"
      }
    }
    return text
  }

  /// `claims.csv`: a row per comparison of each claim, with its control's.
  public static func claims(_ results: Results) -> String {
    var text = "claim,that,outcome,expected,mean,low,high,claimed_low,claimed_high,effect_size,subjects,subjects_needed,"
    text += "control,control_outcome,control_mean,control_low,control_high,reason\n"
    for claim in results.claims {
      func control(_ part: Int) -> [String] {
        guard let control = claim.control else { return Array(repeating: "", count: 5) }
        let e = control.parts.indices.contains(part) ? control.parts[part].estimate : nil
        return [control.ablation, control.outcome?.rawValue ?? "", number(e?.mean), number(e?.low), number(e?.high)]
      }
      let place = [quote(claim.name), quote(claim.that), claim.outcome.rawValue, claim.expected.rawValue]
      if claim.parts.isEmpty {
        text += (place + Array(repeating: "", count: 8) + control(0) + [quote(claim.reason)]).joined(separator: ",") + "\n"
      }
      for (i, part) in claim.parts.enumerated() {
        let e = part.estimate
        let numbers = [
          number(e.mean), number(e.low), number(e.high), number(part.low), number(part.high), number(part.effectSize?.value),
          String(e.subjects), part.subjectsNeeded.map(String.init) ?? "",
        ]
        text += (place + numbers + control(i) + [quote(claim.reason)]).joined(separator: ",") + "\n"
      }
    }
    return text
  }

  /// `sleeps.csv`: what every sleep was asked, and gave.
  public static func sleeps(_ results: Results) -> String {
    var text = "branch,sleep,hours,nrem_asked,nrem_accepted,rem_asked,rem_accepted\n"
    for s in results.sleeps {
      text +=
        [
          quote(s.sleep.branch), s.sleep.name, number(s.sleep.hours), number(s.nremAsked.mean), number(s.nremAccepted.mean),
          number(s.remAsked.mean),
          number(s.remAccepted.mean),
        ].joined(separator: ",") + "\n"
    }
    return text
  }

  /// `agreement.csv`: ours beside the reference.
  public static func agreement(_ results: Results) -> String {
    var text = "measure,source,reference,reference_se,mean,se,agrees\n"
    for c in results.agreement {
      text +=
        [
          quote(c.measure), quote(c.source), number(c.reference), number(c.referenceError), number(c.ours.mean),
          number(c.ours.standardError),
          c.isInside ? "1" : "0",
        ].joined(separator: ",") + "\n"
    }
    return text
  }

  /// What the columns mean: `columns.json`.
  public static func columns(_ index: Index) -> Value {
    let words = ReplayWords(index)
    let meanings = [
      ("subject", "number of the simulated subject"), ("branch", "branches passed, joined by dots"),
      ("label", "label of the probe"),
      ("lesion", "what was silenced during the probe"),
      ("hours", "hours since the scenario began (in replays.csv: since the sleep began)"),
      ("retrievals", "noisy retrievals of the memory"), ("unique", "mean probability of withheld unique features"),
      ("shared", "mean probability of withheld shared features"), ("recall", "mean probability of all withheld features"),
      ("kept", "retrievals with that verdict (fates.csv: share over subjects)"),
      ("partner", "memory whose features came back most"), ("reason", "why a claim cannot be judged"),
      ("accepted", "1 if the replayed pattern was stable and complete enough to be learnt from"),
      ("kind", "\(words.replay) or \(words.rehearsal); in rhythms.csv: DOWN state or spindle"),
      ("stage", "stage of sleep in which it fell; empty where sleep is a number of events"),
      ("coupling", "factor on \(words.rate)"), ("cue", "memory whose cue evoked the event"),
      ("asked", "what the scenario asked of the night"), ("came", "what came"),
      ("overlap", "share of the larger pattern common to event and memory"),
      ("value", "the measure's value; see 'engram catalog measures'"),
    ]
    return .map(meanings.map { .init($0.0, .text($0.1)) })
  }

  private static func place(_ state: Index.State) -> [String] {
    [quote(state.branch), quote(state.label), quote(state.lesion), Value.format(state.hours)]
  }

  package static func number(_ value: Double?) -> String {
    guard let value else { return "" }
    return value.isInfinite ? (value < 0 ? "-inf" : "inf") : Value.format(value)
  }

  /// A cell of text. What a spreadsheet would take for a formula gets a leading apostrophe.
  package static func quote(_ text: String) -> String {
    var text = text
    if let first = text.first, "=+-@\t\r".contains(first), Double(text) == nil { text = "'" + text }
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
