import Recordings

extension Results {
  /// Where a memory lives, as far as probes of each store alone tell.
  public struct Home: Sendable, Equatable {
    /// Who keeps it.
    public enum Keepers: Sendable, Hashable {
      /// Positions in `Index.stores`, at least one: each of these alone.
      case stores([Int])
      /// No store alone, but the intact brain.
      case together
      case nobody
    }

    public var keepers: Keepers
    /// A store's name, "both" of two, "all" of more, the names of several, "only together" or "nowhere".
    public var word: String
    /// Whether the data decide of every store whether it keeps the memory.
    public var isSure: Bool

    /// The word, with a question mark where the data do not decide.
    public var text: String { isSure ? word : word + "?" }
  }

  /// The share of a store's retrievals that are kept above which a memory lives there.
  private static let limit = 2.0 / 3

  /// Where a memory lives at a label, from the probes of each store alone: nil unless all were taken, or if there are no stores.
  public func home(of memory: Int, branch: String, label: String) -> Home? {
    func kept(_ lesion: String) -> Estimate? {
      states.first { $0.state.branch == branch && $0.state.label == label && $0.state.lesion == lesion }?.memories[memory]?.fate
        .shares[.kept]
    }
    let alone = index.stores.compactMap { kept($0.alone) }
    guard !alone.isEmpty, alone.count == index.stores.count else { return nil }
    let keepers: Home.Keepers, positions = alone.indices.filter { alone[$0].mean > Self.limit }
    if positions.isEmpty {
      keepers = (kept("none")?.mean ?? 0) > Self.limit ? .together : .nobody
    } else {
      keepers = .stores(positions)
    }
    return Home(
      keepers: keepers, word: word(keepers), isSure: alone.allSatisfy { $0.low > Self.limit || $0.high <= Self.limit })
  }

  /// Who keeps a memory in words, stores as `naming` has them.
  package func word(_ keepers: Home.Keepers, naming: (String) -> String = { $0 }) -> String {
    switch keepers {
    case .stores(let positions) where positions.count > 1 && positions.count == index.stores.count:
      positions.count == 2 ? "both" : "all"
    case .stores(let positions): Self.list(positions.map { naming(index.stores[$0].name) })
    case .together: "only together"
    case .nobody: "nowhere"
    }
  }

  /// "a, b and c".
  package static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
