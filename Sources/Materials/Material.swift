/// What there is to learn, as one subject has it: items made of entorhinal units.
package struct Material: Sendable, Equatable {
  package var name: String
  package var items: [Item]
  /// The order in which the material presents itself (numbers of items); empty if it has none of its own.
  package var sequence: [Int]
  /// Units of each family's prototype, for materials made from prototypes.
  package var prototypes: [String: [Int32]]

  package init(name: String, items: [Item], sequence: [Int] = [], prototypes: [String: [Int32]] = [:]) {
    self.name = name
    self.items = items
    self.sequence = sequence
    self.prototypes = prototypes
  }
}

/// One thing to be remembered.
package struct Item: Sendable, Equatable {
  package var outline: ItemOutline
  /// Entorhinal units, ascending.
  package var units: [Int32]
  /// Those that count as shared with the family; the rest is unique.
  package var shared: [Int32]
  /// Those that a partial cue shows, where the material says so; empty: half of them, at random.
  package var cue: [Int32]

  package init(_ outline: ItemOutline, units: [Int32], shared: [Int32], cue: [Int32] = []) {
    self.outline = outline
    self.units = units.sorted()
    self.shared = shared.sorted()
    self.cue = cue.sorted()
  }
}

/// What is known of an item before any subject exists.
package struct ItemOutline: Sendable, Equatable {
  package var name: String
  /// Items of one family share features; unique features are those no other member has.
  package var family: String
  /// What reports and claims select by.
  package var group: String
  /// Multiplies the learning rates of each presentation.
  package var strength: Double
  /// Reward or emotion at encoding.
  package var salience: Double

  package init(
    _ name: String, family: String, group: String? = nil, strength: Double = 1, salience: Double = 0
  ) {
    self.name = name
    self.family = family
    self.group = group ?? family
    self.strength = strength
    self.salience = salience
  }
}
