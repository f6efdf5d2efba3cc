import NumericalMethods

/// One studied memory of one subject: which entorhinal units it is made of.
struct Memory: Sendable {
  /// Position in the recording's index.
  let id: Int
  let family: String
  /// All units, ascending.
  let units: [Int32]
  /// Units that family partners use too, and the rest; ascending.
  let shared: [Int32]
  let unique: [Int32]
  /// What a partial cue shows, ascending; empty: half of it.
  let cue: [Int32]
  let salience: Double
  let strength: Double

  init(
    id: Int, family: String, units: [Int32], shared: [Int32], cue: [Int32] = [], strength: Double = 1, salience: Double = 0
  ) {
    self.id = id
    self.family = family
    self.units = units
    self.shared = shared
    let sharedSet = Set(shared)
    unique = units.filter { !sharedSet.contains($0) }
    self.cue = cue
    self.strength = strength
    self.salience = salience
  }

  /// A partial cue: what the material says; else stratified, half of the unique units (rounded down) and half of the shared ones (rounded
  /// up), at random.
  func partialCue(_ random: inout RandomStream) -> Cue {
    guard cue.isEmpty else {
      return Cue(units: cue, unique: Self.rest(unique, without: cue), shared: Self.rest(shared, without: cue))
    }
    let u = random.sample(unique.count / 2, of: unique), s = random.sample((shared.count + 1) / 2, of: shared)
    return Cue(units: (u + s).sorted(), unique: Self.rest(unique, without: u), shared: Self.rest(shared, without: s))
  }

  /// The whole memory as a cue; nothing is withheld.
  var wholeCue: Cue { Cue(units: units, unique: [], shared: []) }

  private static func rest(_ all: [Int32], without taken: [Int32]) -> [Int32] { all.filter { !taken.contains($0) } }
}

/// What is shown of a memory, and what is withheld and scored.
struct Cue: Sendable {
  let units: [Int32]
  /// Withheld unique and shared units.
  let unique: [Int32]
  let shared: [Int32]
}
