import Materials
import NetworkModels

/// What a brain is made of, by name, and what it can do: all that an experiment needs to know of it.
package struct BrainMap: Sendable {
  /// Where items are written and read; nil for a brain that holds none.
  package var surface: InputLayer?
  /// Its parts (regions, layers, populations), in order.
  package var parts: [String] = []
  /// Connections that can be cut, by name; several may have one name.
  package var wires: [String] = []
  /// Parts whose codes are compared, in order.
  package var coded: [String] = []
  /// Numbers of parts of which a share can be silent.
  package var divisible: Set<Int> = []
  /// Parts that answer: not all of them can be silent.
  package var answering: [String] = []
  /// Where memories live, in the order in which they get there.
  package var stores: [Store] = []
  /// Lesions with a name of their own, beside those of single parts, wires and stores.
  package var lesions: [(name: String, lesion: Lesion)] = []
  package var abilities: Set<Ability> = []
  /// Stages of sleep in which it replays, where it sleeps.
  package var stages = Set(ReplayAttempt.Stage.allCases)
  /// From which part to which signals go.
  package var links: [(from: String, to: String)] = []
  /// Parts that an event of NREM and of REM sleep runs through, in order; empty where there is none.
  package var replay: [String] = []
  package var rehearsal: [String] = []

  /// Parts, and wires, in which memories live.
  package struct Store: Sendable {
    package var name: String
    package var parts: [String]
    package var wires: [String] = []

    package init(_ name: String, parts: [String], wires: [String] = []) {
      (self.name, self.parts, self.wires) = (name, parts, wires)
    }
  }

  package init() {}

  /// What a name silences; nil if there is nothing of that name, or if nothing is left to answer.
  package func lesion(_ name: String) -> Lesion? { lesion([(name, 1)]) }

  /// The same of several names together, each with the share that is silent.
  package func lesion(_ names: [(name: String, share: Double)]) -> Lesion? {
    guard let lesion = silence(names) else { return nil }
    let silent = lesion.off.map { parts[$0] }
    return !answering.isEmpty && answering.allSatisfy(silent.contains) ? nil : lesion
  }

  /// The same, whether or not something is left to answer; nil if there is nothing of one of the names.
  package func silence(_ names: [(name: String, share: Double)]) -> Lesion? {
    var shares: [Int: Double] = [:], cut: Set<Int> = []
    for (name, share) in names {
      guard let own = named(name) else { return nil }
      for part in own.parts { shares[part.number] = max(shares[part.number] ?? 0, share * part.share) }
      // What is left of a store in part goes on using its wires.
      if share >= 1 || own.parts.isEmpty { cut.formUnion(own.cut) }
    }
    return Lesion(parts: shares.sorted { $0.key < $1.key }.map { .init($0.key, share: $0.value) }, cut: cut.sorted())
  }

  private func named(_ name: String) -> Lesion? {
    func lesion(_ names: [String], _ cut: [String]) -> Lesion {
      Lesion(
        parts: parts.indices.filter { names.contains(parts[$0]) }.map { Lesion.Part($0) },
        cut: wires.indices.filter { cut.contains(wires[$0]) })
    }
    if name == "none" { return Lesion.none }
    if let own = lesions.first(where: { $0.name == name }) { return own.lesion }
    if let store = stores.first(where: { $0.name == name }) { return lesion(store.parts, store.wires) }
    if parts.contains(name) { return lesion([name], []) }
    return wires.contains(name) ? lesion([], [name]) : nil
  }

  /// Everything that can be silenced by name.
  package var silenceable: [String] {
    var names = ["none"]
    for name in stores.map(\.name) + lesions.map(\.name) + parts + wires where !names.contains(name) { names.append(name) }
    return names.filter { lesion($0) != nil }
  }

  /// The store that does not learn where an experiment spares the cortex: a brain that is nothing but a cortex learns all the same.
  package var spared: Int? { stores.count > 1 ? stores.firstIndex { $0.name == "cortex" } : nil }

  /// Stores that can be asked alone, each with the lesion that leaves it alone: that of the only other store.
  package var storesAlone: [(name: String, alone: String)] {
    guard stores.count == 2 else { return [] }
    return zip(stores, stores.reversed()).compactMap { store, other in
      lesion(other.name) == nil ? nil : (store.name, other.name)
    }
  }
}

/// What a brain may be able to do with an experiment. What it cannot, a file is refused for, at its line.
package enum Ability: Sendable, Hashable, CaseIterable {
  /// Learns items on its surface and answers cues.
  case items
  /// Sleeps: is given chances to replay.
  case sleep
  /// Replays some memories rather than others, as a priority says.
  case priorities
  /// Replays what a cue in sleep is of.
  case cuedReplay
  /// Scales what an event teaches by its coupling: what nights from equations ask for.
  case physiology
  /// Shrinks its weights in deep sleep, where a night asks for that.
  case downscaling
  /// Learns from some features of an item only.
  case attention
  /// Forgets with time.
  case decay
  /// Can be made to lose what a store has learnt.
  case erasure
  /// Keeps a trace of the item before.
  case traces
  /// Tells items that it has learnt from new ones when it is shown them whole.
  case recognition

  /// What it does, in words: "this brain does not …".
  package var words: String {
    switch self {
    case .items: "hold items"
    case .sleep: "sleep"
    case .priorities: "replay some memories before others"
    case .cuedReplay: "replay what it is cued with"
    case .physiology: "sleep through nights from equations"
    case .downscaling: "shrink its weights in deep sleep"
    case .attention: "attend to some features of an item"
    case .decay: "forget with time"
    case .erasure: "lose what one of its stores has learnt"
    case .traces: "keep a trace of the item before"
    case .recognition: "tell old items from new ones: it answers where it is shown them"
    }
  }
}
