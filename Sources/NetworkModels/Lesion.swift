/// What is silent while a brain is asked something: parts and wires by their numbers in the brain's map. A value passed to a retrieval,
/// never a change of the brain.
package struct Lesion: Sendable, Hashable {
  /// A part, and the share of its units that is silent.
  package struct Part: Sendable, Hashable {
    package var number: Int
    package var share: Double

    package init(_ number: Int, share: Double = 1) { (self.number, self.share) = (number, share) }
  }

  package var parts: [Part]
  /// Wires that transmit nothing.
  package var cut: [Int]

  package init(parts: [Part] = [], cut: [Int] = []) { (self.parts, self.cut) = (parts, cut) }

  /// Nothing is silent.
  package static let none = Lesion()

  /// Parts that are wholly silent.
  package var off: [Int] { parts.filter { $0.share >= 1 }.map(\.number) }
}
