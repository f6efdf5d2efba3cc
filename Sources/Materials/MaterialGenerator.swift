import Declarations
import NumericalMethods

/// The layer that materials are coded on.
package struct InputLayer: Sendable, Equatable {
  /// Entorhinal units, and how many of them an item of full size has.
  package var units: Int
  package var active: Int
  /// The network's size factor; the unit counts in files are for 1.
  package var size: Double

  package init(units: Int, active: Int, size: Double) {
    self.units = units
    self.active = active
    self.size = size
  }

  /// Units of a part at this size, when `before` units (at size 1) precede it in the item: rounding never adds up.
  package func scaled(_ count: Int, after before: Int = 0) -> Int {
    Int((size * Double(before + count)).rounded()) - Int((size * Double(before)).rounded())
  }
}

/// A source of items: one file, one word of the catalog.
package protocol MaterialGenerator: Declared {
  /// What it gives, in words.
  static var gives: String { get }
  /// The items' names, families and groups: the same for all subjects.
  var outline: [ItemOutline] { get }
  /// Whether the material presents itself in an order of its own.
  var hasSequence: Bool { get }
  /// Name of the material that this one is made from; nil if it stands alone.
  var source: String? { get }
  /// Names of items that have no feature of their own to be recalled, whoever the subject is.
  var withoutDetail: [String] { get }
  /// How many different units the material must have for itself; 0 if it may overlap with others by chance.
  func demand(_ layer: InputLayer) -> Int
  /// One subject's version. `others` are the subject's materials so far.
  func realize(
    name: String, layer: InputLayer, pool: inout UnitPool, others: [String: Material], random: inout RandomStream
  ) -> Material
}

extension MaterialGenerator {
  package static var gives: String { "items on a surface" }
  package var hasSequence: Bool { false }
  package var source: String? { nil }
  package var withoutDetail: [String] { [] }
}

/// The entorhinal units of one subject in random order, handed out one by one: no unit twice until all are used.
package struct UnitPool: Sendable {
  private var order: [Int32]
  private var used = 0

  package init(units: Int, random: inout RandomStream) { order = random.shuffled((0..<units).map { Int32($0) }) }

  /// `count` units that nobody has taken yet; when too few are left, others at random that are not in `avoiding`.
  package mutating func take(_ count: Int, avoiding: [Int32] = [], random: inout RandomStream) -> [Int32] {
    let fresh = Array(order[used..<min(used + count, order.count)])
    used += fresh.count
    guard fresh.count < count else { return fresh }
    let free = order.filter { !avoiding.contains($0) && !fresh.contains($0) }
    return fresh + random.sample(count - fresh.count, of: free)
  }
}
