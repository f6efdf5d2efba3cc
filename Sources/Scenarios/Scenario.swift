import Declarations
import Materials

/// What a scenario file says, read and checked for itself; names are resolved when it becomes a plan.
public struct Scenario: Sendable {
  public var name = ""
  public var title = ""
  public var question = ""
  public var references: [Reference] = []
  public var subjects = 20
  public var seed: UInt64 = 1
  package var engine = EngineName.rate
  package var network = NetworkSettings()
  package var materials: [MaterialSettings] = []
  package var timeline: [Phase] = []
  package var analysis = AnalysisSettings()
  package var agreement: [AgreementRow] = []
  package var claims: [Claim] = []
}
