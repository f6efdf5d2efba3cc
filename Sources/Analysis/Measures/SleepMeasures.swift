import Recordings
import SleepDynamics

/// Numbers of nights from equations, one measure for each: means over the sleeps of a branch (those before it included), or of one of them.
enum SleepMeasures {
  static let all: [Measure] = NightMeasure.all.enumerated().map { number, night in
    let unit = night.unit.isEmpty ? "" : " (\(night.unit))"
    return Measure(
      night.name, "night: " + night.summary + unit, keys: [("sleep", nil)], hasLabel: false, needs: nil, needsPhysiology: true
    ) { s, tally in
      let sleeps = Set(s.sleeps.map(Int32.init))
      let values = tally.record.physiology.compactMap { score in
        score.measure == Int32(number) && sleeps.contains(score.sleep) && !score.came.isNaN ? Double(score.came) : nil
      }
      return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
  }
}
