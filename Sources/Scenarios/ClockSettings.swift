import Declarations
import SleepDynamics

/// The clock of the scenario and the sleeper's regulation.
package struct ClockSettings: Declared, Equatable {
  package var start = 8.0
  package var bedtime = 23.0
  package var regulation = RegulationName.twoProcess

  package init() {}

  package static let declaration = Declaration<Self>(
    "clock", "What the clock shows as the scenario begins, and the equations that carry sleep pressure along.",
    references: ["Borbely1982", "PhillipsRobinson2007"],
    fields: [
      .number("start", \.start, .time, 0...24, "time of day at which the scenario begins, after midnight"),
      .number("bedtime", \.bedtime, .time, 0...24, "time of day at which the entrained sleeper falls asleep"),
      .word("regulation", \.regulation, "which equations regulate sleep"),
    ])
}

/// Sleep–wake models by name.
package enum RegulationName: String, CaseIterable, Sendable {
  case twoProcess = "two_process"
  case phillipsRobinson = "phillips_robinson"

  package var model: any SleepModel { self == .twoProcess ? TwoProcess() : PhillipsRobinson() }
}

extension RegulationName: Word {
  package var summary: String {
    switch self {
    case .twoProcess: "a homeostat between two circadian thresholds (Borbély 1982)"
    case .phillipsRobinson: "mutual inhibition of sleep- and wake-promoting populations (Phillips & Robinson 2007)"
    }
  }
}
