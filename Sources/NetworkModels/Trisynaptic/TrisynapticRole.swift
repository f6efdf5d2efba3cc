/// What a pathway is for. The loop through the hippocampus has one of each; the two of a cortex come once for every cortex.
package enum TrisynapticRole: String, CaseIterable, Sendable {
  case dentate, mossy, perforant, recurrent, schaffer
  case monosynaptic = "monosynaptic_pathway"
  case output
  case corticalInput = "cortical_input"
  case corticalOutput = "cortical_output"

  package var summary: String {
    switch self {
    case .dentate: "drives dentate gyrus, which separates codes"
    case .mossy: "detonates CA3 at encoding"
    case .perforant: "leads from a cue to the code in CA3"
    case .recurrent: "holds episodes in CA3, and replays them"
    case .schaffer: "leads from CA3 to the code in CA1"
    case .monosynaptic: "drives CA1 past CA3; 'none': CA1 is driven by CA3 alone, at encoding too"
    case .output: "leads from CA1 back to the features"
    case .corticalInput: "drives a cortex"
    case .corticalOutput: "leads from a cortex back to the features"
    }
  }

  /// Where it begins and ends; of a cortex' pathways the neocortex'.
  package var ends: (from: Region, to: Region) {
    switch self {
    case .dentate: (.entorhinalCortex, .dentateGyrus)
    case .mossy: (.dentateGyrus, .ca3)
    case .perforant: (.entorhinalCortex, .ca3)
    case .recurrent: (.ca3, .ca3)
    case .schaffer: (.ca3, .ca1)
    case .monosynaptic: (.entorhinalCortex, .ca1)
    case .output: (.ca1, .entorhinalCortex)
    case .corticalInput: (.entorhinalCortex, .neocortex)
    case .corticalOutput: (.neocortex, .entorhinalCortex)
    }
  }

  /// Whether every cortex has one.
  package var isCortical: Bool { self == .corticalInput || self == .corticalOutput }

  /// What it can learn by.
  package var rules: [TrisynapticRule] {
    switch self {
    case .output: [.fixed, .hebb, .delta]
    case .corticalOutput: [.fixed, .delta]
    default: [.fixed, .hebb]
    }
  }

  /// Whether nothing else could drive its target: it has weights from the beginning.
  package var mustBeConnected: Bool { [.dentate, .mossy, .monosynaptic, .corticalInput].contains(self) }

  /// Keys that have a meaning for it under a rule.
  package func keys(_ rule: TrisynapticRule) -> [String] {
    var keys = ["share", "weights", "rule"]
    switch (rule, self) {
    case (.fixed, _): break
    case (_, .corticalOutput): keys += ["wake_rate", "nrem_rate", "rem_rate", "decay"]
    case (.hebb, .corticalInput): keys += ["rate", "depression"]
    case (.hebb, _): keys += ["rate", "depression", "decay"]
    case (.delta, _): keys += ["rate", "depression", "capture_rate", "decay"]
    }
    switch self {
    case .mossy, .perforant: keys += ["gain", "encoding_gain"]
    case .recurrent, .schaffer, .monosynaptic: keys.append("gain")
    default: break
    }
    return keys
  }

  /// Number of its weights' stream.
  package var projection: UInt64 {
    switch self {
    case .dentate: 1
    case .mossy: 2
    case .monosynaptic: 3
    case .corticalInput: 4
    case .perforant: 5
    case .recurrent: 6
    case .schaffer: 7
    case .output: 8
    case .corticalOutput: 9
    }
  }

  /// That of the default brain.
  package var standard: TrisynapticPathway {
    var pathway = TrisynapticPathway()
    func wired(_ share: Double, _ low: Double, _ high: Double) { (pathway.share, pathway.low, pathway.high) = (share, low, high) }
    func hebb(_ rate: Double, _ depression: Double, decay: Decay = .never) {
      (pathway.rule, pathway.rate, pathway.depression, pathway.decay) = (.hebb, rate, depression, decay)
    }
    let trace = Decay.hippocampal
    switch self {
    case .dentate: wired(0.2, 0.25, 0.75)
    case .mossy:
      wired(0.04, 0.8, 1)
      (pathway.gain, pathway.encodingGain) = (0.15, 1)
    case .perforant:
      hebb(0.5, 0.25, decay: trace)
      (pathway.gain, pathway.encodingGain) = (1, 0.05)
    case .recurrent: hebb(0.5, 0.25, decay: trace)
    case .schaffer:
      hebb(0.5, 0.25, decay: trace)
      pathway.gain = 2
    case .monosynaptic:
      wired(0.5, 0, 0.6)
      hebb(0.005, 1)
    case .output:
      (pathway.rule, pathway.rate, pathway.captureRate, pathway.decay) = (.delta, 0.25, 0.025, trace)
      pathway.depression = 0.4
    case .corticalInput:
      wired(0.3, 0.25, 0.75)
      hebb(0.01, 0.25)
    case .corticalOutput:
      (pathway.rule, pathway.wakeRate, pathway.nremRate, pathway.remRate) = (.delta, 0.0005, 0.003, 0.015)
      pathway.decay = .cortical
    }
    return pathway
  }
}

/// All pathways of a trisynaptic brain.
package struct TrisynapticPathways: Sendable, Equatable {
  package var dentate = TrisynapticRole.dentate.standard
  package var mossy = TrisynapticRole.mossy.standard
  package var perforant = TrisynapticRole.perforant.standard
  package var recurrent = TrisynapticRole.recurrent.standard
  package var schaffer = TrisynapticRole.schaffer.standard
  package var monosynaptic = TrisynapticRole.monosynaptic.standard
  /// Whether there is a direct path to CA1 at all.
  package var hasMonosynaptic = true
  package var output = TrisynapticRole.output.standard
  /// Of each cortex; the neocortex is the first.
  package var cortices = [Cortical(region: Region.neocortex.rawValue)]

  /// The two pathways of a cortex.
  package struct Cortical: Sendable, Equatable {
    package var region: String
    package var input = TrisynapticRole.corticalInput.standard
    package var output = TrisynapticRole.corticalOutput.standard

    package init(region: String) { self.region = region }
  }

  package init() {}

  /// Takes the hidden variables away: all fades with the first time constant.
  package mutating func forgetAtOneRate() {
    for path in [\.dentate, \.mossy, \.perforant, \.recurrent, \.schaffer, \.monosynaptic, \.output]
      as [WritableKeyPath<Self, TrisynapticPathway>]
    { self[keyPath: path].decay = self[keyPath: path].decay.first }
    for k in cortices.indices { cortices[k].output.decay = cortices[k].output.decay.first }
  }

  /// The pathway of a role; of a cortex' pathways that of the region.
  package subscript(role: TrisynapticRole, region: String) -> TrisynapticPathway {
    get { self[keyPath: path(role, region)] }
    set { self[keyPath: path(role, region)] = newValue }
  }

  private func path(_ role: TrisynapticRole, _ region: String) -> WritableKeyPath<Self, TrisynapticPathway> {
    let cortex = cortices.firstIndex { $0.region == region } ?? 0
    return switch role {
    case .dentate: \.dentate
    case .mossy: \.mossy
    case .perforant: \.perforant
    case .recurrent: \.recurrent
    case .schaffer: \.schaffer
    case .monosynaptic: \.monosynaptic
    case .output: \.output
    case .corticalInput: \.cortices[cortex].input
    case .corticalOutput: \.cortices[cortex].output
    }
  }
}
