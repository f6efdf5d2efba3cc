import Analysis
import Declarations

/// Nights from equations: stages, rhythms, what was asked beside what came.
extension TextReport {
  var nightTable: String {
    let nights = results.sleeps.filter { !$0.physiology.isEmpty }
    guard !nights.isEmpty else { return "" }
    var lines = [layout.colour("Nights from equations: minutes, and rhythms as asked → as they came", .bold)]
    let titles = ["asleep", "awake", "N1", "N2", "N3", "REM", "cycles"]
    lines.append(
      Layout.pad("branch", 12) + Layout.pad("sleep", 7) + titles.map { Layout.pad($0, 7, right: true) }.joined()
        + Layout.pad("pressure", 12, right: true))
    var described: Set<String> = []
    for night in nights.prefix(12) {
      let numbers = Dictionary(uniqueKeysWithValues: night.physiology.map { ($0.name, $0) })
      func came(_ name: String, _ digits: Int) -> String {
        numbers[name]?.came.map { Layout.number($0.mean, digits: digits) } ?? "–"
      }
      let cells =
        ["sleep_minutes", "wake_minutes", "n1_minutes", "n2_minutes", "n3_minutes", "rem_minutes"].map { came($0, 0) }
        + [came("cycles", 1)]
      lines.append(
        Layout.pad(Layout.clean(night.sleep.branch), 11) + " " + Layout.pad(night.sleep.name, 7)
          + cells.map { Layout.pad($0, 7, right: true) }.joined()
          + Layout.pad("\(came("pressure_before", 2)) → \(came("pressure_after", 2))", 12, right: true))
      // A branch's rhythms are much the same from night to night: those of the first.
      if described.insert(night.sleep.branch + (night.sleep.isRest ? " rest" : "")).inserted {
        lines.append("  " + Layout.wrap(rhythms(numbers), width: 78, indent: "  "))
      }
    }
    if nights.count > 12 { lines.append("… \(nights.count - 12) more in nights.csv, with all rhythms") }
    return lines.joined(separator: "\n")
  }

  private func rhythms(_ numbers: [String: Results.NightNumber]) -> String {
    func pair(_ name: String, _ digits: Int = 1) -> String? {
      guard let number = numbers[name], let came = number.came else { return nil }
      let asked = number.asked.map { Layout.number($0.mean, digits: digits) + " → " } ?? ""
      return asked + Layout.number(came.mean, digits: digits)
    }
    var parts: [String] = []
    func add(_ title: String, _ stages: [(String, String)], unit: String, digits: Int = 1) {
      let found = stages.compactMap { stage, name in pair(name, digits).map { "\(stage) \($0)" } }
      if !found.isEmpty { parts.append("\(title) \(found.joined(separator: ", "))\(unit)") }
    }
    add("slow oscillations", [("N2", "slow_oscillations_n2"), ("N3", "slow_oscillations_n3")], unit: " Hz", digits: 2)
    add("spindles", [("N2", "spindles_n2"), ("N3", "spindles_n3")], unit: "/min")
    add(
      "ripples",
      [("wake", "ripples_wake"), ("N1", "ripples_n1"), ("N2", "ripples_n2"), ("N3", "ripples_n3"), ("REM", "ripples_rem")],
      unit: "/min")
    add("of those in N2 and N3", [("UP", "ripples_in_up"), ("spindle", "ripples_in_spindle")], unit: "", digits: 2)
    if (numbers["cues"]?.came?.mean ?? 0) > 0 {
      add("cues", [("played", "cues"), ("answered", "cues_answered")], unit: "", digits: 2)
    }
    return parts.joined(separator: "; ")
  }
}
