import NetworkModels

/// Finds plus and minus phases in the stability of a network that is left to itself.
///
/// Idle until stability has been at least θ⁺ for `plusCycles` cycles; then a plus phase, until it falls below θ⁺. If it has not fallen below θ⁻
/// at once, a minus phase follows, until it does: that is a learning event.
package struct StabilityDetector: Sendable, Equatable {
  package enum Phase: Sendable, Equatable { case idle, plus, minus }

  /// What a cycle brings.
  package enum Event: Sendable, Equatable {
    case none
    /// The cycle begins a plus phase.
    case plusBegins
    /// The plus phase is over: the cycle begins a minus phase, or the whole is abandoned.
    case minusBegins
    case abandoned
    /// The minus phase is over: what has been gathered is learnt.
    case learn
  }

  package private(set) var phase = Phase.idle
  private var stableCycles = 0
  private let stable, unstable: Double
  private let needed: Int

  package init(_ sleep: AutonomousSleep) {
    (stable, unstable, needed) = (sleep.stable, sleep.unstable, sleep.plusCycles)
  }

  package mutating func advance(_ stability: Double) -> Event {
    switch phase {
    case .idle:
      stableCycles = stability >= stable ? stableCycles + 1 : 0
      guard stableCycles == needed else { return .none }
      phase = .plus
      return .plusBegins
    case .plus:
      if stability >= stable { return .none }
      if stability >= unstable {
        phase = .minus
        return .minusBegins
      }
      idle()
      return .abandoned
    case .minus:
      if stability >= unstable { return .none }
      idle()
      return .learn
    }
  }

  private mutating func idle() {
    phase = .idle
    stableCycles = 0
  }
}
