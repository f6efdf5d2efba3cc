import Declarations

/// The regions of the trisynaptic template, in the order in which a memory passes them. A brain may have further cortices.
public enum Region: String, CaseIterable, Sendable, Hashable {
  case entorhinalCortex = "entorhinal_cortex"
  case dentateGyrus = "dentate_gyrus"
  case ca3
  case ca1
  case neocortex
}

extension Region: Word {
  package var summary: String {
    switch self {
    case .entorhinalCortex: "entorhinal cortex: the features of an experience, input and output of both stores"
    case .dentateGyrus: "dentate gyrus: sparse, separated codes"
    case .ca3: "CA3: recurrent, stores episodes and replays them"
    case .ca1: "CA1: overlapping codes, back to entorhinal cortex"
    case .neocortex: "neocortex: slow, overlapping codes"
    }
  }
}

/// How many units each region has, and how many of them win.
package struct Anatomy: Sendable, Equatable {
  /// One region's size.
  package struct Layer: Sendable, Equatable {
    package var units: Int
    package var active: Int

    package init(units: Int, active: Int) {
      self.units = units
      self.active = active
    }
  }

  package var entorhinalCortex: Layer
  package var dentateGyrus: Layer
  package var ca3: Layer
  package var ca1: Layer
  /// Regions that learn slowly, each between entorhinal cortex and itself; the neocortex is the first.
  package var cortices: [Layer]
  /// The factor by which the whole network was scaled.
  package private(set) var size = 1.0

  package var neocortex: Layer {
    get { cortices[0] }
    set { cortices[0] = newValue }
  }

  package subscript(region: Region) -> Layer {
    get { self[keyPath: Self.path(region)] }
    set { self[keyPath: Self.path(region)] = newValue }
  }

  private static func path(_ region: Region) -> WritableKeyPath<Anatomy, Layer> {
    switch region {
    case .entorhinalCortex: \.entorhinalCortex
    case .dentateGyrus: \.dentateGyrus
    case .ca3: \.ca3
    case .ca1: \.ca1
    case .neocortex: \.neocortex
    }
  }

  /// All regions in the order of the brain's parts: the template's, then further cortices.
  package var layers: [Layer] { [entorhinalCortex, dentateGyrus, ca3, ca1] + cortices }

  /// Sizes at factor 1.
  package static let trisynaptic = Anatomy(
    entorhinalCortex: Layer(units: 200, active: 20), dentateGyrus: Layer(units: 600, active: 12),
    ca3: Layer(units: 240, active: 12), ca1: Layer(units: 300, active: 30), cortices: [Layer(units: 400, active: 80)])

  /// The network at `factor` times this size: entorhinal cortex with the factor, the others never below their reference size, since
  /// fewer winners than that do not hold a night's memories apart.
  package func scaled(by factor: Double) -> Anatomy {
    func scaled(_ layer: Layer, _ f: Double) -> Layer {
      Layer(units: max(1, Int((Double(layer.units) * f).rounded())), active: max(1, Int((Double(layer.active) * f).rounded())))
    }
    var result = self
    let f = max(1, factor)
    result.size = factor
    result.entorhinalCortex = scaled(entorhinalCortex, factor)
    (result.dentateGyrus, result.ca3, result.ca1) = (scaled(dentateGyrus, f), scaled(ca3, f), scaled(ca1, f))
    result.cortices = cortices.map { scaled($0, f) }
    return result
  }
}
