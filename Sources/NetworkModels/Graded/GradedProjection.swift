import Declarations

/// Which units of two layers a projection connects.
package enum GradedPattern: String, Word {
  case full
  case random
  case oneToOne = "one_to_one"
  case pools

  package var summary: String {
    switch self {
    case .full: "every unit with every unit"
    case .random: "every receiver with the same number of senders, chosen at random"
    case .oneToOne: "unit by unit, in order"
    case .pools: "pool by pool: every unit of a pool with every unit of the other layer's pool of that number"
    }
  }
}

/// What a projection's plus phase is compared with.
package enum GradedMinus: String, Word {
  case recall
  case firstQuarter = "first_quarter"

  package var summary: String {
    switch self {
    case .recall: "the end of the third quarter"
    case .firstQuarter: "the end of the first quarter (an auto-encoder)"
    }
  }
}

/// What the soft bound of weights multiplies.
package enum GradedBound: String, Word {
  case error, change

  package var summary: String {
    switch self {
    case .error: "the error, before it is normalised and has momentum"
    case .change: "the change, after that"
    }
  }
}

/// Synapses from one graded layer to another.
package struct GradedProjection: Sendable, Equatable {
  package var from: [String] = []
  package var to: [String] = []
  package var pattern = GradedPattern.full
  package var share = 0.25
  package var reachesItself = false
  package var absolute = 1.0
  package var relative = 1.0
  package var quarters: [Double] = []
  package var testing: Double?
  package var testingQuarters: [Double] = []
  package var mean = 0.5
  package var spread = 0.25
  package var rate = 0.0
  package var sleepRate = 0.0
  package var hebb = 0.0
  package var hebbCorrection = 0.4
  package var minus = GradedMinus.recall
  package var bound = GradedBound.error
  package var isNormalised = false
  package var hasMomentum = false
  package var isBalanced = false
  package var hebbian: HebbianRule?

  package init() {}

  /// Whether it learns at all.
  package var isPlastic: Bool { rate > 0 || sleepRate > 0 }

  /// Random projections with a smaller share than this are thin; so is a one-to-one projection.
  package static let thinBelow = 0.15

  /// Whether it is kept as a list of senders for each receiver, rather than as full rows.
  package var isThin: Bool {
    pattern == .oneToOne || pattern == .random && share < Self.thinBelow && sleepRate == 0
  }

  /// Absolute scales of the four quarters of a trial.
  package var trainingScales: [Double] { quarters.count == 4 ? quarters : [Double](repeating: absolute, count: 4) }
  /// Those of the four quarters of a test.
  package var testingScales: [Double] {
    testingQuarters.count == 4 ? testingQuarters : [Double](repeating: testing ?? absolute, count: 4)
  }
}

extension GradedProjection: Declared {
  package static let declaration = Declaration<Self>(
    "projection", "Synapses from one graded layer to another, and how they learn.",
    equation:
      "w = l⁶/(l⁶ + (1 − l)⁶); Δl = rate (hebb h + (1 − hebb) e), e = (r⁺s⁺ − r⁻s⁻) times 1 − l where positive, else l; "
      + "h = r⁺ (s⁺ (c − l) − (1 − s⁺) l), c = 0.5/(0.5 + hebb_correction (expected activity − 0.5))",
    references: ["Ketz2013"],
    fields: [
      .names("from", \.from, "sending layer; several: a projection of this kind from each", required: true),
      .names("to", \.to, "receiving layer, or several", required: true),
      .word("pattern", \.pattern, "which units are connected", source: "convention"),
      .number(
        "share", \.share, .fraction, 0.0001...1, "share of the senders that reach a unit, where they are random",
        source: "Ketz2013"),
      .flag("reaches_itself", \.reachesItself, "whether a unit of a layer that projects to itself may reach itself"),
      .number("absolute", \.absolute, .number, 0...1000, "absolute strength", source: "OReilly2012"),
      .number(
        "relative", \.relative, .number, 0...1000, "strength relative to the other projections to the layer",
        source: "OReilly2012"),
      Field(
        "quarters", "theta phases: absolute strength in each quarter of a training trial, instead of 'absolute'",
        form: .list(.number(.number, 0...1000), count: 4...4), source: "Ketz2013"
      ) { reader, node, root in
        if let list = reader.list(node, count: 4...4, { $0.number($1, as: .number, in: 0...1000) }) { root.quarters = list }
      } show: {
        $0.quarters.isEmpty ? nil : .list($0.quarters.map(Value.number))
      },
      .number(
        "testing", \.testing, .number, 0...1000, "absolute strength in tests and sleep, instead of 'absolute'", source: "Ketz2013"
      ),
      Field(
        "testing_quarters", "absolute strength in each quarter of a test, instead of 'testing'",
        form: .list(.number(.number, 0...1000), count: 4...4), source: "Zheng2022"
      ) { reader, node, root in
        if let list = reader.list(node, count: 4...4, { $0.number($1, as: .number, in: 0...1000) }) {
          root.testingQuarters = list
        }
      } show: {
        $0.testingQuarters.isEmpty ? nil : .list($0.testingQuarters.map(Value.number))
      },
      .number("mean", \.mean, .fraction, 0...1, "mean of the weights at the beginning", source: "OReilly2012"),
      .number("spread", \.spread, .fraction, 0...1, "they are uniform within this of it, cut to 0…1", source: "OReilly2012"),
      .number("rate", \.rate, .number, 0...10, "learning rate awake; 0: fixed", source: "Ketz2013"),
      .number("sleep_rate", \.sleepRate, .number, 0...10, "learning rate in autonomous sleep; 0: frozen", source: "Singh2022"),
      .number("hebb", \.hebb, .fraction, 0...1, "share of Hebbian in contrastive learning", source: "Ketz2013"),
      .number(
        "hebb_correction", \.hebbCorrection, .fraction, 0...1, "how far Hebbian weights are corrected for sparse senders",
        source: "Ketz2013"),
      .word("minus", \.minus, "minus phase of error-driven learning", source: "Ketz2013"),
      .word("bound", \.bound, "what the soft bound 1 − l or l multiplies", source: "Ketz2013"),
      .flag("normalised", \.isNormalised, "whether a synapse's changes are divided by their running largest size (times .15)"),
      .flag("momentum", \.hasMomentum, "whether changes have momentum (.9 of the last is kept, times .1)"),
      .flag(
        "balanced", \.isBalanced,
        "whether a unit whose mean weight is high learns less up and more down, and the reverse where it is low"),
      .nested("hebbian", \.hebbian, "Hebbian learning of linear weights, in place of contrastive"),
    ])
}
