import Analysis

/// Where in a run to look: the ends of its branches, the ways to them.
extension Results {
  /// Branches at whose end the timeline stops: those that no other begins with.
  package var ends: [String] {
    var names: [String] = []
    for state in states where !names.contains(state.state.branch) { names.append(state.state.branch) }
    return names.filter { name in !names.contains { $0 != name && ($0.hasPrefix(name + ".") || name.isEmpty) } }
  }

  /// Branch and label of the last cued-recall probe of each branch.
  package var finalProbes: [(branch: String, label: String)] {
    ends.compactMap { branch in
      states.last { $0.state.branch == branch && $0.hasMemories }.map { (branch, $0.state.label) }
    }
  }

  package func state(_ branch: String, _ label: String, _ lesion: String) -> State? {
    states.first { $0.state.branch == branch && $0.state.label == label && $0.state.lesion == lesion }
  }

  /// Probes of memories on the way to the end of a branch, in order.
  package func way(to branch: String) -> [State] {
    states.filter { $0.hasMemories && Self.leads($0.state.branch, to: branch) }
  }

  /// The first intact probe on the way to a branch, if it is not the last one too: how well was it learnt?
  package func learnt(_ branch: String) -> State? {
    let intact = way(to: branch).filter { $0.state.lesion == "none" }
    return intact.count > 1 ? intact.first : nil
  }

  /// Accepted replays of each memory over all sleeps of a branch and before it; nil without sleep.
  package func replays(_ branch: String) -> [Double]? {
    let slept = sleeps.filter { Self.leads($0.sleep.branch, to: branch) }
    guard !slept.isEmpty else { return nil }
    return index.memories.indices.map { m in slept.reduce(0) { $0 + $1.replays[m].mean } }
  }

  /// Whether a branch is another's beginning, or itself.
  package static func leads(_ branch: String, to end: String) -> Bool {
    branch.isEmpty || branch == end || end.hasPrefix(branch + ".")
  }
}

extension Results.State {
  package var hasMemories: Bool { memories.contains { $0 != nil } }
}
