import Declarations
import Materials
import SleepDynamics

/// A real hypnogram: a CSV of 30-s AASM codes, as sleep laboratories export them. One column `stage`; `epoch` (1, 2, 3 …) or `start`
/// (seconds) may stand beside it. Codes: W, N1, N2, N3, R (or REM), or numbers: 0, 1, 2, 3 and 4 or 5 for REM.
enum HypnogramTable {
  private static let codes: [String: SleepStage] = [
    "W": .wake, "WAKE": .wake, "0": .wake, "N1": .n1, "1": .n1, "N2": .n2, "2": .n2, "N3": .n3, "3": .n3, "R": .rem, "REM": .rem,
    "4": .rem, "5": .rem,
  ]

  static func read(_ csv: CSV, _ reader: inout Reader) -> Hypnogram? {
    guard let header = csv.rows.first else { return nil }
    var columns: [String: Int] = [:]
    let known = ["stage", "epoch", "start"]
    for (c, cell) in header.enumerated() {
      let name = cell.text.lowercased()
      if !known.contains(name) {
        reader.report(
          "'\(cell.text)' is not a column of a hypnogram", at: cell.mark, expected: "stage, and epoch or start",
          suggestion: NearMiss.of(name, among: known))
      }
      columns[name] = c
    }
    guard let column = columns["stage"] else {
      if let first = header.first { reader.report("a hypnogram needs the column 'stage'", at: first.mark) }
      return nil
    }
    var epochs: [SleepStage] = [], rem: (code: String, mark: Mark)?, isSound = true
    for (i, row) in csv.rows.dropFirst().enumerated() {
      let cell = row[column], code = cell.text.uppercased()
      guard let stage = codes[code] else {
        let movement = ["M", "MT", "6", "?", "A", "9", "7", "-1"].contains(code) ? "score movement and artefact as a stage" : nil
        reader.report(
          cell.text.isEmpty ? "an epoch without a stage" : "'\(cell.text)' is not a stage", at: cell.mark,
          expected: "W, N1, N2, N3, R, or 0, 1, 2, 3 with 4 or 5 for REM" + (movement.map { "; " + $0 } ?? ""))
        isSound = false
        continue
      }
      if code == "4" || code == "5" {
        if let rem, rem.code != code {
          reader.report(
            "REM is both \(rem.code) (line \(rem.mark.line)) and \(code)", at: cell.mark,
            expected: "one number for REM: is 4 the old stage 4 of sleep here? Then write 3")
          return nil
        }
        rem = rem ?? (code, cell.mark)
      }
      for (name, first, step) in [("epoch", 1, 1), ("start", 0, 30)] {
        guard let c = columns[name] else { continue }
        guard let number = reader.integer(.scalar(row[c].text, row[c].mark), in: 0...10_000_000) else { return nil }
        let zero = name == "epoch" && csv.rows[1][c].text == "0" ? 0 : first
        if number != zero + i * step {
          reader.report(
            "\(name) \(number) where \(zero + i * step) is due", at: row[c].mark,
            expected: "every epoch of 30 s once, without a hole")
          return nil
        }
      }
      epochs.append(stage)
    }
    guard isSound else { return nil }
    if epochs.isEmpty, let first = header.first { reader.report("a hypnogram without epochs", at: first.mark) }
    return epochs.isEmpty ? nil : Hypnogram(epochs)
  }
}
