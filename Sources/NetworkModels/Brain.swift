import NumericalMethods

/// A network at one moment of a subject's life, whatever it is made of. A value: a branch of the timeline copies it.
package protocol Brain {}

/// A brain that learns items on its surface and answers cues. Calls are few and large (a presentation, a retrieval, a replay event), so
/// that a network's inner loops stay its own. Retrievals change nothing.
package protocol MemoryBrain: Brain {
  /// From here on, all noise is drawn from the stream `key`, from its beginning.
  func startNoise(_ key: StreamKey)

  /// Runs `body` with the noise of the stream `key`, then goes on with the present one as if nothing had been.
  func withNoise(_ key: StreamKey, _ body: () -> Void)

  /// Learns one experience.
  mutating func learn(_ presentation: Presentation)

  /// Learns what a retrieval from a cue brought back; a retrieval can do more than that to what it retrieves.
  mutating func practise(_ retrieved: Presentation, cue: [Int32])

  /// How likely (0…1) each unit of the surface is at the end of a retrieval from a cue (units, ascending).
  func answer(to cue: [Int32], lesion: Lesion) -> [Float]

  /// What each part whose codes are compared does in response to a pattern, in the order of the brain's map; nil where it is silent.
  func codes(of pattern: [Int32], kind: ResponseKind, lesion: Lesion) -> [Code?]

  /// Begins a sleep or a quiet rest.
  mutating func fallAsleep(_ priority: Priority)

  /// One chance to replay, in the stage that it names.
  mutating func replay(_ attempt: ReplayAttempt) -> ReplayOutcome

  /// Ends a sleep or a quiet rest.
  mutating func wakeUp()

  /// What time does to its traces, awake or asleep.
  mutating func pass(hours: Double, asleep: Bool)

  /// Shrinks all plastic weights to a share of themselves.
  mutating func downscale(to share: Double)

  /// Wipes what a store has learnt, by its number in the brain's map.
  mutating func erase(store: Int)
}

extension MemoryBrain {
  package mutating func wakeUp() {}
  package mutating func pass(hours: Double, asleep: Bool) {}
  package mutating func practise(_ retrieved: Presentation, cue: [Int32]) { learn(retrieved) }
  package mutating func downscale(to share: Double) {}
}

/// A part's response to a pattern.
package enum Code: Sendable, Equatable {
  /// Active units, where units are active or not.
  case active([Int32], of: Int)
  /// An activation of each unit.
  case graded([Float])

  /// Pearson correlation of two codes; nil where the two are of different kinds, 0 where one does not vary.
  package static func correlation(_ a: Code, _ b: Code) -> Double? {
    switch (a, b) {
    case (.active(let x, let units), .active(let y, _)):
      let n = Double(units), common = Double(Set(x).intersection(y).count), p = Double(x.count) / n, q = Double(y.count) / n
      return (common / n - p * q) / (p * (1 - p) * q * (1 - q)).squareRoot()
    case (.graded(let x), .graded(let y)): return correlation(x, y)
    default: return nil
    }
  }

  /// Pearson correlation of two lists of the same length; 0 where one does not vary.
  package static func correlation(_ a: [Float], _ b: [Float]) -> Double {
    let n = Double(a.count), ma = a.reduce(0) { $0 + Double($1) } / n, mb = b.reduce(0) { $0 + Double($1) } / n
    var aa = 0.0, bb = 0.0, ab = 0.0
    for (x, y) in zip(a, b) {
      let dx = Double(x) - ma, dy = Double(y) - mb
      (aa, bb, ab) = (aa + dx * dx, bb + dy * dy, ab + dx * dy)
    }
    return aa > 0 && bb > 0 ? ab / (aa * bb).squareRoot() : 0
  }
}
