/// Runs of neighbours in a list.
enum Stretches {
  /// The longest runs of which all members satisfy `holds`, in order.
  static func find(in values: [Double], where holds: (Double) -> Bool) -> [Range<Int>] {
    var stretches: [Range<Int>] = [], start: Int?
    for (i, value) in values.enumerated() {
      if holds(value) {
        start = start ?? i
      } else if let begun = start {
        stretches.append(begun..<i)
        start = nil
      }
    }
    if let start { stretches.append(start..<values.count) }
    return stretches
  }
}
