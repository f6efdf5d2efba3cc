import NetworkModels
import NumericalMethods
import RateEngines

/// A rate network with its workspace, and patterns for it to learn.
struct Subject {
  var brain: RateNetwork
  let workspace = RateWorkspace(anatomy: .trisynaptic)
  let number: Int

  init(_ number: Int = 1, _ change: (inout RateParameters) -> Void = { _ in }) {
    var parameters = RateParameters()
    change(&parameters)
    self.number = number
    brain = RateNetwork(
      anatomy: .trisynaptic, parameters: parameters,
      stream: StreamKey(seed: 1, subject: number, purpose: Purpose(.brain)))
  }

  /// Without noise, and with every presentation stored alike: what differs in an answer differs in the weights.
  static func quiet(_ p: inout RateParameters) {
    for noise in [
      \.noiseEncoding, \.noiseRetrieval, \.noiseCortex, \.noiseEntorhinal, \.noiseSleep, \.noiseCA1,
    ] as [WritableKeyPath<RateParameters, Double>] { p[keyPath: noise] = 0 }
    (p.encodingVariability, p.itemVariability, p.pressureEffect) = (0, 0, 0)
  }

  /// Nothing that is learnt fades.
  static func lasting(_ p: inout RateParameters) {
    for path in [\.perforant, \.recurrent, \.schaffer, \.output] as [WritableKeyPath<TrisynapticPathways, TrisynapticPathway>] {
      p.pathways[keyPath: path].decay = .never
    }
    for k in p.pathways.cortices.indices { p.pathways.cortices[k].output.decay = .never }
  }

  func start(_ number: Int) {
    workspace.noise.start(StreamKey(seed: 2, subject: self.number, purpose: Purpose(.test, number)))
  }

  /// Items of 20 units with none in common.
  static func items(_ count: Int) -> [[Int32]] { (0..<count).map { i in (0..<20).map { Int32(20 * i + $0) } } }

  mutating func learn(_ items: [[Int32]], times: Int = 3, strength: Double = 1, teachesCortex: Bool = false) {
    for _ in 0..<times {
      for x in items {
        brain.encode(Presentation(units: x, strength: strength, teachesCortex: teachesCortex), workspace)
      }
    }
  }

  /// Answer to the first half of an item.
  func answer(_ item: [Int32], _ lesion: TrisynapticLesion = []) -> [Float] {
    brain.recall(Array(item.prefix(item.count / 2)), lesion: lesion, workspace)
  }

  /// Mean answer of the second halves of items.
  func recall(_ items: [[Int32]], _ lesion: TrisynapticLesion = []) -> Double {
    var sum = 0.0
    for x in items {
      let p = answer(x, lesion), rest = x.suffix(x.count - x.count / 2)
      sum += rest.reduce(0) { $0 + Double(p[Int($1)]) } / Double(rest.count * items.count)
    }
    return sum
  }

  /// NREM events, all coupled alike; how many were accepted.
  @discardableResult
  mutating func sleep(_ events: Int, _ priority: Priority = Priority(), coupling: Double = 1) -> Int {
    brain.fallAsleep(priority, workspace)
    var accepted = 0
    for _ in 0..<events where brain.replay(ReplayAttempt(stage: .nrem, coupling: coupling), workspace).isAccepted {
      accepted += 1
    }
    return accepted
  }
}

/// Log-odds of a probability.
func logOdds(_ p: Float) -> Double { Elementary.log(Double(p) / (1 - Double(p))) }
