import Analysis
import Declarations
import Scenarios

/// The results as one JSON object; the same numbers as the text.
public enum JSONReport {
  /// Version of the object's shape.
  public static let schema = 2

  /// Everything that the text report has, and what it leaves out. `version`: of the program.
  public static func value(_ results: Results, scenario: Scenario, version: String) -> Value {
    .object([
      "schema": .integer(schema), "engram": .text(version), "scenario": .text(scenario.name), "title": .text(scenario.title),
      "ablated": .list(scenario.ablated.map(Value.text)),
      "subjects": .integer(results.subjects), "seed": .integer(scenario.seed), "confidence": .number(results.confidence),
      "as_expected": .flag(results.isAsExpected), "warnings": .list(results.warnings.map(Value.text)),
      "states": .list(results.states.map { state($0, results) }), "sleeps": .list(results.sleeps.map { sleep($0, results) }),
      "scores": .list(
        results.scores.map {
          .object([
            "branch": .text(results.index.states[$0.state].branch), "label": .text(results.index.states[$0.state].label),
            "lesion": .text(results.index.states[$0.state].lesion), "measure": .text($0.measure), "value": estimate($0.estimate),
          ])
        }),
      "agreement": .list(
        results.agreement.map {
          .object([
            "measure": .text($0.measure), "source": .text($0.source), "reference": .number($0.reference),
            "reference_se": .number($0.referenceError), "ours": estimate($0.ours), "deviation_in_se": .number($0.deviation),
            "agrees": .flag($0.isInside), "far_outside": .flag($0.isFarOutside),
          ])
        }),
      "claims": .list(results.claims.map(claim)),
    ])
  }

  static func estimate(_ e: Estimate?) -> Value {
    guard let e else { return .null }
    return .object([
      "mean": .number(e.mean), "low": .number(e.low), "high": .number(e.high), "se": .number(e.standardError),
      "n": .integer(e.subjects),
    ])
  }

  private static func cell(_ cell: Results.Cell, _ results: Results) -> [Value.Pair] {
    let shares = Verdict.allCases.map { Value.Pair($0.word, estimate(cell.fate.shares[$0])) }
    return [
      .init("unique", estimate(cell.unique)), .init("shared", estimate(cell.shared)), .init("recall", estimate(cell.all)),
      .init("retrievals", .integer(cell.retrievals)), .init("fate", .text(cell.fate.word.rawValue)),
      .init("kind", cell.fate.kind.map { .text($0.word) } ?? .null), .init("blended", estimate(cell.fate.blended)),
      .init("shares", .map(shares)),
      .init(
        "partners",
        .list(
          cell.fate.partners.map {
            .object(["memory": .text(results.index.memories[$0.memory].name), "share": .number($0.share)])
          })),
    ]
  }

  private static func state(_ s: Results.State, _ results: Results) -> Value {
    let memories = s.memories.enumerated().compactMap { m, value -> Value? in
      guard let value else { return nil }
      let memory = results.index.memories[m]
      let home = results.home(of: m, branch: s.state.branch, label: s.state.label)
      return .map(
        [.init("memory", .text(memory.name)), .init("material", .text(memory.material)), .init("group", .text(memory.group))]
          + cell(value, results)
          + [.init("lives_in", home.map { .text($0.text) } ?? .null)])
    }
    func quantile(_ value: Double?) -> Value { value.map(Value.number) ?? .null }
    return .object([
      "branch": .text(s.state.branch), "label": .text(s.state.label), "lesion": .text(s.state.lesion),
      "hours": .number(s.state.hours),
      "thresholds": .object([
        "lures": .integer(s.thresholds.lures), "unique": quantile(s.thresholds.uniqueQuantile),
        "shared": quantile(s.thresholds.sharedQuantile),
        "competitor": quantile(s.thresholds.competitorQuantile),
      ]), "false_kept": estimate(s.falseKept), "memories": .list(memories),
      "groups": .list(s.groups.map { .map([.init("group", .text($0.name))] + cell($0.cell, results)) }),
    ])
  }

  private static func sleep(_ s: Results.Sleep, _ results: Results) -> Value {
    .object([
      "branch": .text(s.sleep.branch), "number": .integer(s.sleep.number), "hours": .number(s.sleep.hours),
      "priority": .text(s.sleep.priority), "nrem_asked": .number(s.nremAsked.mean),
      "nrem_accepted": estimate(s.nremAccepted), "rem_asked": .number(s.remAsked.mean), "rem_accepted": estimate(s.remAccepted),
      "replays": .list(
        zip(results.index.memories, s.replays).map { .object(["memory": .text($0.name), "count": estimate($1)]) }),
      "night": .list(
        s.physiology.map {
          .object(["measure": .text($0.name), "unit": .text($0.unit), "asked": estimate($0.asked), "came": estimate($0.came)])
        }),
    ])
  }

  private static func effect(_ e: Judgement.EffectSize?) -> Value {
    guard let e else { return .null }
    return .object(["value": .number(e.value), "low": .number(e.low), "high": .number(e.high)])
  }

  private static func claim(_ c: Judgement) -> Value {
    .object([
      "name": .text(c.name), "that": .text(c.that), "reference": .text(c.reference), "outcome": .text(c.outcome.rawValue),
      "reason": .text(c.reason), "expected": .text(c.expected.rawValue), "published": effect(c.published),
      "as_expected": .flag(c.isAsExpected), "control": control(c.control),
      "parts": .list(c.parts.map(part)),
    ])
  }

  private static func control(_ c: Judgement.Control?) -> Value {
    guard let c else { return .null }
    return .object([
      "ablation": .text(c.ablation), "outcome": c.outcome.map { .text($0.rawValue) } ?? .null, "reason": .text(c.reason),
      "fails": .flag(c.fails), "parts": .list(c.parts.map(part)),
    ])
  }

  /// A comparison of a claim with its numbers.
  package static func part(_ part: Judgement.Part) -> Value {
    .object([
      "estimate": estimate(part.estimate), "low": .number(part.low), "high": .number(part.high),
      "outcome": .text(part.outcome.rawValue), "effect_size": effect(part.effectSize),
      "subjects_needed": part.subjectsNeeded.map(Value.integer) ?? .null,
    ])
  }
}
