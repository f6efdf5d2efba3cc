import Recordings
import Scenarios

/// What one retrieval gave back.
public enum Verdict: Int, CaseIterable, Sendable {
  case kept, mixture, intrusion, gist, forgotten

  public var word: String { ["kept", "mixture", "intrusion", "gist", "forgotten"][rawValue] }

  /// Blended: another's features came back, or only what the family shares.
  public var isBlended: Bool { self == .mixture || self == .intrusion || self == .gist }
}

/// The thresholds of one probe state, from its lures and phantoms, and how they were had.
///
///     θ_u = max(q_u, floor), θ_g, θ_v alike;  μ_u = max(q_u, mixture floor), μ_v alike
public struct Thresholds: Sendable, Equatable {
  /// Split-conformal quantiles; nil where there were too few scores or the file asks for floors.
  public var uniqueQuantile: Double?
  public var sharedQuantile: Double?
  public var competitorQuantile: Double?
  /// Lures that they rest on.
  public var lures = 0
  var floor: Double
  var mixtureFloor: Double
  var margin: Double

  init(_ settings: AnalysisSettings) {
    (floor, mixtureFloor, margin) = (settings.floor, settings.mixtureFloor, settings.margin)
  }

  /// "Exceeds" a quantile means above it; a floor is reached at equality.
  private func passes(_ score: Double, _ quantile: Double?, _ floor: Double) -> Bool {
    score >= floor && score > (quantile ?? -1)
  }

  /// The verdict on a retrieval: own unique score u, shared score g, strongest competitor v. First match wins.
  ///
  ///     kept       u ≥ θ_u and u − v ≥ δ
  ///     intrusion  v ≥ θ_v and u − v ≤ −δ
  ///     mixture    u ≥ μ_u, v ≥ μ_v and |u − v| < δ
  ///     gist only  g ≥ θ_g
  ///     forgotten  otherwise
  public func verdict(unique: Float, shared: Float, competitor: Float) -> Verdict {
    let u = unique.isNaN ? 0 : Double(unique), g = shared.isNaN ? 0 : Double(shared), v = Double(competitor), d = u - v
    if passes(u, uniqueQuantile, floor), d >= margin { return .kept }
    if passes(v, competitorQuantile, floor), d <= -margin { return .intrusion }
    if passes(u, uniqueQuantile, mixtureFloor), passes(v, competitorQuantile, mixtureFloor), abs(d) < margin { return .mixture }
    if passes(g, sharedQuantile, floor) { return .gist }
    return .forgotten
  }
}
