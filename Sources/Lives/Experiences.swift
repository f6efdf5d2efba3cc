/// Patterns of one size on a surface, and how like a new pattern is to the one that it matches best: exact, and with a few operations for
/// each pattern, since a year has thousands.
package struct Experiences {
  /// Units of the surface, and of each pattern.
  package let units: Int
  package let size: Int
  package private(set) var count = 0
  /// Of 64 patterns at a time: for each unit, a bit for each pattern that has it.
  private var holders: [UInt64] = []

  package init(units: Int, size: Int) { (self.units, self.size) = (units, size) }

  /// Adds a pattern of `size` different units.
  package mutating func append(_ pattern: [Int32]) {
    if count % 64 == 0 { holders += repeatElement(0, count: units) }
    let block = count / 64 * units
    for unit in pattern { holders[block + Int(unit)] |= 1 << UInt64(count % 64) }
    count += 1
  }

  /// The largest overlap of a pattern of different units with any one of them: the share of the larger of the two that is common; 0 if
  /// there are none.
  package func bestOverlap(with pattern: [Int32]) -> Float {
    Float(mostCommon(with: pattern)) / Float(max(pattern.count, size, 1))
  }

  /// Most units that one of them has in common with a pattern. The numbers of common units are counted for 64 patterns at a time, in binary:
  /// plane k holds their bits of 2ᵏ.
  private func mostCommon(with pattern: [Int32]) -> Int {
    let planes = Int.bitWidth - pattern.count.leadingZeroBitCount
    guard planes > 0 else { return 0 }
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: planes) { plane in
      holders.withUnsafeBufferPointer { holders in
        var most = 0
        for block in stride(from: 0, to: holders.count, by: units) {
          plane.initialize(repeating: 0)
          for unit in pattern {
            var carry = holders[block + Int(unit)], k = 0
            while carry != 0, k < planes {
              (plane[k], carry) = (plane[k] ^ carry, plane[k] & carry)
              k += 1
            }
          }
          var candidates = UInt64.max, common = 0
          for k in (0..<planes).reversed() where plane[k] & candidates != 0 {
            candidates &= plane[k]
            common |= 1 << k
          }
          most = max(most, common)
        }
        return most
      }
    }
  }
}
