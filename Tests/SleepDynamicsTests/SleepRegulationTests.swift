import NumericalMethods
import SleepDynamics
import Testing

/// When we sleep: published equations against known values (Phillips & Robinson 2007; Borbély's model as in Skeldon et al. 2014).
struct SleepRegulationTests {
  /// Bouts of sleep after 30 days of entrainment.
  private func bouts(_ model: any SleepModel, days: Double = 20) throws -> [SleepRegulation.Bout] {
    var regulation = SleepRegulation(model)
    _ = try regulation.bouts(days: 30)
    return try regulation.bouts(days: days).dropFirst().map { $0 }
  }

  @Test func phillipsRobinsonSleepsOnceADay() throws {
    let found = try bouts(PhillipsRobinson())
    #expect(found.count >= 17)
    for bout in found { #expect((bout.hours - 6.26).magnitude < 0.1) }
    for (a, b) in zip(found, found.dropFirst()) { #expect((b.onset - a.onset - 24).magnitude < 1e-3) }
  }

  @Test(arguments: [(0.60, 8.39), (0.67, 7.69), (0.75, 6.72)]) func twoProcessSleeps(_ upper: Double, _ hours: Double) throws {
    var model = TwoProcess()
    model.upper = upper
    let found = try bouts(model)
    #expect(found.count >= 17)
    for bout in found { #expect((bout.hours - hours).magnitude < 0.05) }
    for (a, b) in zip(found, found.dropFirst()) { #expect((b.onset - a.onset - 24).magnitude < 1e-3) }
  }

  /// At a high upper threshold sleep comes every second day.
  @Test func internalDesynchrony() throws {
    var model = TwoProcess()
    model.upper = 0.85
    let found = try bouts(model, days: 40)
    #expect(found.count >= 17)
    for bout in found { #expect((bout.hours - 9.76).magnitude < 0.1) }
    for (a, b) in zip(found, found.dropFirst()) { #expect((b.onset - a.onset - 48).magnitude < 1e-2) }
  }

  /// The default tolerance is good to 1e-8 of a tighter run, after five days of switching.
  @Test(arguments: [true, false]) func converges(_ isTwoProcess: Bool) throws {
    let model: any SleepModel = isTwoProcess ? TwoProcess() : PhillipsRobinson()
    func onsets(_ tolerance: Double) throws -> [Double] {
      try SleepRegulation.$tolerance.withValue(tolerance) {
        var regulation = SleepRegulation(model)
        return try regulation.bouts(days: 5).map(\.onset)
      }
    }
    let ours = try onsets(SleepRegulation.tolerance), tight = try onsets(1e-13)
    #expect(ours.count == tight.count && ours.count >= 4)
    for (a, b) in zip(ours, tight) { #expect((a - b).magnitude < 1e-8 * b) }
  }

  /// Lost sleep is made up for in part: extra sleep is less than what was lost.
  @Test(arguments: [true, false]) func recovery(_ isTwoProcess: Bool) throws {
    let model: any SleepModel = isTwoProcess ? TwoProcess() : PhillipsRobinson()
    var rested = try SleepRegulation(model, clock: 8, bedtime: 23)
    _ = try rested.natural(asleep: false)
    #expect((rested.clock - 23).magnitude < 0.1)
    let usual = try rested.natural(asleep: true)
    var deprived = try SleepRegulation(model, clock: 8, bedtime: 23)
    try deprived.impose(asleep: false, hours: 15 + 24)
    #expect(deprived.pressure > 0.75)
    let recovery = try deprived.natural(asleep: true)
    #expect(recovery > usual + 0.2 && recovery < usual + 0.5 * usual)
  }
}
