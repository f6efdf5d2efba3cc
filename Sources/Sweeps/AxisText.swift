import Declarations
import Scenarios

/// An axis as it is written on the command line: `path=a,b,c`, `path=lo..hi` or `path=lo..hi:steps`; ends may carry a unit.
public struct AxisText: Sendable {
  let path: String
  let values: String

  /// Nil without an equals sign.
  public init?(_ text: String) {
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else { return nil }
    path = String(text[..<equals])
    values = String(text[text.index(after: equals)...])
  }

  /// Axes named by the last words of their paths, as many as tell them apart from each other and from the columns of the results.
  static func axes(_ texts: [AxisText], _ reader: inout Reader) -> [SweepAxis] {
    let words = texts.map { $0.path.split(separator: ".").map(String.init) }
    func name(_ i: Int) -> String {
      for length in 1...max(words[i].count, 1) {
        let tail = words[i].suffix(length)
        let name = tail.joined(separator: "-")
        guard !(SweepSettings.columns + SweepSettings.memoryColumns).contains(name) else { continue }
        if !words.indices.contains(where: { $0 != i && words[$0].suffix(length) == tail }) { return name }
      }
      return texts[i].path
    }
    return texts.indices.map { texts[$0].axis(name($0), &reader) }
  }

  private func axis(_ name: String, _ reader: inout Reader) -> SweepAxis {
    var axis = SweepAxis()
    axis.name = name
    axis.paths = [path]
    axis.mark = .commandLine
    guard let dots = values.firstRange(of: "..") else {
      axis.values = values.split(separator: ",").map { String($0).trimmed }
      if axis.values.isEmpty {
        reader.report(
          "'\(path)' is given no values", at: .commandLine, expected: "path=a,b,c or path=lo..hi or path=lo..hi:steps")
      }
      return axis
    }
    let parts = values[dots.upperBound...].split(separator: ":", omittingEmptySubsequences: false).map { String($0).trimmed }
    let low = Self.number(String(values[..<dots.lowerBound])), high = Self.number(parts.first ?? "")
    axis.from = low?.value
    axis.to = high?.value
    axis.unit = high?.unit ?? low?.unit ?? ""
    if parts.count > 1 { axis.steps = Int(parts[1]) ?? 0 }
    if low == nil || high == nil || parts.count > 2 || parts.count > 1 && axis.steps < 1 {
      reader.report(
        "'\(values)' is not a range", at: .commandLine, expected: "lo..hi or lo..hi:steps, such as 25..200:8 or 2..8 h:4")
    }
    return axis
  }

  /// "8 h" as 8 and "h".
  private static func number(_ text: String) -> (value: Double, unit: String)? {
    let trimmed = text.trimmed
    let end = trimmed.firstIndex { !($0.isNumber || ".-+eE".contains($0)) } ?? trimmed.endIndex
    guard let value = Quantity.number(String(trimmed[..<end])) else { return nil }
    return (value, String(trimmed[end...]).trimmed)
  }
}
