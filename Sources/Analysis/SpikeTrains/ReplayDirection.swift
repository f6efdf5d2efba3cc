/// Which way a sequence was replayed, relative to the way it was lived.
package enum ReplayDirection: Sendable, Equatable {
  case forward, backward

  /// Nil for 0 and for what is not a number.
  package init?(sign: Double) {
    guard sign > 0 || sign < 0 else { return nil }
    self = sign > 0 ? .forward : .backward
  }
}
