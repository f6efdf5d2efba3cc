import Engram
import Foundation
import Testing

/// What the tests beside cued recall must say of brains that learnt and of brains that were wiped, as claims.
struct ProbeTests {
  private func outcomes(_ text: String) throws -> [(claim: String, outcome: Judgement.Outcome)] {
    try RunTests.plan(text).run(jobs: 2).claims.map { ($0.name, $0.outcome) }
  }

  @Test func studiedAgainstWiped() throws {
    let found = try outcomes(
      """
      format: 1
      name: tests
      subjects: 12
      seed: 5
      materials: {m: {generator: categories}, new: {generator: held_out, of: m}}
      timeline:
        - study: {materials: m}
        - probe: {label: studied, tests: [cued_recall, recognition, forced_choice, generalization, savings], held_out: new}
        - branch:
            wiped: []
            # What generalizes is what the cortex has learnt of many members, not the memory of one.
            slept: [{sleep: {replay: {nrem: 200, rem: 40}}}]
        - erase: {store: hippocampus}
        - probe: {label: wiped, tests: [cued_recall, recognition, forced_choice, generalization, savings], held_out: new}
      claims:
        - {name: recognized, that: "d_prime(studied) > 0.5"}
        - {name: by hits, that: "hits(studied) > false_alarms(studied) + 0.2"}
        - {name: nothing to recognize, that: "wiped.d_prime(wiped) in [-0.6, 0.6]"}
        - {name: chosen, that: "forced_choice(studied) > wiped.forced_choice(wiped) + 0.2"}
        - {name: chance among five, that: "wiped.forced_choice(wiped) in [0.1, 0.35]"}
        - {name: generalized, that: "slept.generalization(wiped) < wiped.generalization(wiped) - 0.05"}
        - {name: memorized, that: "memorization(studied) < wiped.memorization(wiped) - 0.3"}
        - {name: saved, that: "savings(studied) > 0.5"}
        - {name: nothing saved, that: "wiped.savings(wiped) < savings(studied) - 0.5"}
      """)
    for (claim, outcome) in found { #expect(outcome == .met, "\(claim)") }
    #expect(found.count == 9)
  }

  /// New learning makes memories that share nothing harder to tell apart; no time passes.
  @Test func distraction() throws {
    let plan = try RunTests.plan(
      """
      format: 1
      name: distraction
      subjects: 8
      seed: 6
      materials: {m: {generator: categories, categories: 12, exemplars: 1, shared_units: 0, unique_units: 16}}
      timeline:
        - study: {materials: m, strength: 0.3}
        - branch:
            calm: []
            much: [{distract: {episodes: 120 episodes, strength: 1}}]
        - probe: {label: now}
      claims:
        - {name: costs, that: "calm.margin(now) > much.margin(now) + 0.1"}
      """)
    for claim in try plan.run(jobs: 2).claims { #expect(claim.outcome == .met, "\(claim.name) \(claim.parts)") }
    #expect(plan.index.states.allSatisfy { $0.hours == 0 })
  }

  /// Practice strengthens memories that share nothing, and adds nothing to them; where nothing was learnt it does nothing.
  @Test func practice() throws {
    let found = try outcomes(
      """
      format: 1
      name: practice
      subjects: 10
      seed: 5
      materials: {m: {generator: categories, categories: 12, exemplars: 1, shared_units: 0, unique_units: 16}}
      timeline:
        - branch:
            plain: [{study: {materials: m, strength: 0.3}}]
            practised: [{study: {materials: m, strength: 0.3}}, {practice: {materials: m, rounds: 2, strength: 1}}]
        - probe: {label: now}
      claims:
        - {name: helps, that: "practised.recall(now) > plain.recall(now) + 0.05"}
        - {name: is clean, that: "practised.wrong(now) < 0.5"}
      """)
    for (claim, outcome) in found { #expect(outcome == .met, "\(claim)") }
  }

  /// A confused brain practises its blends, but learns no experience larger than an experience is.
  @Test func practiceDoesNotRunAway() throws {
    let results = try RunTests.plan(
      """
      format: 1
      name: practice
      subjects: 4
      materials: {m: {generator: categories}}
      timeline:
        - study: {materials: m, strength: 0.1}
        - practice: {materials: m, rounds: 2}
        - probe: {label: now}
      claims: [{name: bounded, that: "wrong(now) < 30"}]
      """
    ).run(jobs: 2)
    #expect(results.claims[0].outcome == .met)
  }
}
