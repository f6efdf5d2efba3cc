import CKernels
import NetworkModels
import NumericalMethods

/// The trisynaptic network as a rate model with k-winners-take-all: the state of one subject's brain, a value.
///
/// Regions and pathways (rows: presynaptic units):
/// entorhinal cortex → dentate gyrus → CA3 → CA1 → entorhinal cortex, the direct paths entorhinal cortex → CA3 and → CA1, and the slow
/// loops entorhinal cortex → cortex → entorhinal cortex, one for each cortex. Learning is `hebb` and `delta` of the kernels.
/// After Schapiro et al. 2017 (two pathways of the hippocampus) and Singh, Norman & Schapiro 2022 (autonomous replay).
package struct RateNetwork: Sendable {
  package let anatomy: Anatomy
  /// Parameters in force: the plan's, scaled to the network's size.
  let p: RateParameters
  let logitThreshold: Float
  /// Under which it was wired.
  let stream: StreamKey

  // Pathways of the hippocampus.
  var dentate, mossy, perforant, recurrent, schaffer, monosynaptic, output: Matrix
  /// What lies behind the weights of those that learn.
  var hidden: [TrisynapticRole: HiddenVariables] = [:]
  /// Slow regions with their pathways; the neocortex is the first.
  var cortices: [Cortex]
  /// Salience tag of each CA3 unit.
  var tag: Matrix
  /// Hours since each CA3 unit last took part in an experience.
  var age: Matrix
  /// Sleep pressure, from 0 to 1: it grows awake, and falls asleep.
  var pressure = 0.0
  // Short-term resources and replay gains, set anew at sleep onset.
  var resourceCA3, resourceEntorhinal, gain: Matrix

  /// A brain of its own for each subject, wired at random under `stream`.
  package init(
    anatomy: Anatomy, parameters: RateParameters, stream: StreamKey,
    kernels: UnsafePointer<engram_kernels> = engram_kernels_selected()
  ) {
    self.anatomy = anatomy
    self.stream = stream
    let p = parameters.scaled(by: anatomy.size)
    self.p = p
    logitThreshold = Float(Elementary.log(p.outputThreshold / (1 - p.outputThreshold)))
    let wiring = Wiring(anatomy: anatomy, parameters: p, stream: stream, kernels: kernels)
    dentate = wiring.weights(.dentate)
    mossy = wiring.weights(.mossy)
    perforant = wiring.weights(.perforant)
    recurrent = wiring.weights(.recurrent)
    schaffer = wiring.weights(.schaffer)
    monosynaptic = wiring.weights(.monosynaptic)
    output = wiring.weights(.output)
    cortices = anatomy.cortices.indices.map { Cortex($0, wiring) }
    tag = Matrix(rows: 1, columns: anatomy.ca3.units)
    age = Matrix(rows: 1, columns: anatomy.ca3.units)
    age.fill(Self.longAgo)
    resourceCA3 = Matrix(rows: 1, columns: anatomy.ca3.units)
    resourceEntorhinal = Matrix(rows: 1, columns: anatomy.entorhinalCortex.units)
    gain = Matrix(rows: 1, columns: anatomy.ca3.units)
    for (role, _, _) in learning { hidden[role] = HiddenVariables() }
  }

  /// Number of the first cortex among the parts.
  static let firstCortex = 4

  /// A pathway of the hippocampus: where its weights and its numbers are.
  private typealias Loop = (
    role: TrisynapticRole, weights: WritableKeyPath<Self, Matrix>, pathway: KeyPath<TrisynapticPathways, TrisynapticPathway>
  )

  /// Pathways of the hippocampus that learn in this brain.
  private var learning: [Loop] {
    let all: [Loop] = [
      (.dentate, \.dentate, \.dentate), (.mossy, \.mossy, \.mossy), (.perforant, \.perforant, \.perforant),
      (.recurrent, \.recurrent, \.recurrent), (.schaffer, \.schaffer, \.schaffer),
      (.monosynaptic, \.monosynaptic, \.monosynaptic), (.output, \.output, \.output),
    ]
    return all.filter { p.pathways[keyPath: $0.pathway].rule != .fixed }
  }
}

extension RateNetwork {
  /// Weights fade, each pathway's in its own way, asleep more slowly; tags fade, traces age, and sleep pressure grows or falls.
  ///
  ///     awake dS/dt = (1 − S)/18.2 h;  asleep dS/dt = −S/4.2 h  (process S: Borbély 1982)
  package mutating func elapse(hours: Double, asleep: Bool = false) {
    guard hours > 0 else { return }
    let felt = asleep ? hours * p.decayAsleep : hours
    for (role, weights, pathway) in learning {
      let decay = p.pathways[keyPath: pathway].decay
      guard !decay.times.isEmpty else { continue }
      var behind = hidden.removeValue(forKey: role) ?? HiddenVariables()
      behind.pass(hours: felt, decay, &self[keyPath: weights])
      hidden[role] = behind
    }
    for k in cortices.indices where p.pathways.cortices[k].output.rule != .fixed {
      cortices[k].pass(hours: hours, p.pathways.cortices[k].output.decay)
    }
    engram_kernels_selected().pointee.scale(tag.writing(), tag.count, Float(Elementary.exp(-hours / p.tagDecay)))
    let ages = age.writing()
    for j in 0..<age.columns { ages[j] = min(ages[j] + Float(hours), Self.longAgo) }
    let goal = asleep ? 0.0 : 1.0
    pressure = goal + (pressure - goal) * Elementary.exp(-hours / (asleep ? Self.pressureFall : Self.pressureRise))
  }

  /// Age of a unit that never took part in anything (h).
  private static let longAgo: Float = 1e8
  /// Time constants of process S (h; Borbély 1982, Daan et al. 1984).
  private static let pressureRise = 18.2, pressureFall = 4.2

  /// How recently CA3 unit `j` took part in an experience: 1 at once, fading with 6 h.
  func recency(_ j: Int) -> Double { Elementary.exp(-Double(age[0, j]) / p.recencyDecay) }

  /// How much of its power to teach the cortex a trace still has, mean over its CA3 units: 1/(1 + (age/window)²).
  func freshness(_ units: UnsafePointer<Int32>, _ count: Int) -> Double {
    var sum = 0.0
    for i in 0..<count { sum += freshness(Int(units[i])) }
    return count > 0 ? sum / Double(count) : 0
  }

  func freshness(_ j: Int) -> Double {
    let share = Double(age[0, j]) / p.replayWindow
    return 1 / (1 + share * share)
  }

  /// Shrinks all weights that learn.
  package mutating func downscale(to share: Double) {
    let kernels = engram_kernels_selected().pointee
    func shrink(_ weights: inout Matrix) { kernels.scale(weights.writing(), weights.count, Float(share)) }
    for (role, weights, _) in learning {
      shrink(&self[keyPath: weights])
      hidden[role]?.scale(by: share)
    }
    for k in cortices.indices {
      if p.pathways.cortices[k].input.rule != .fixed { shrink(&cortices[k].input) }
      if p.pathways.cortices[k].output.rule != .fixed {
        shrink(&cortices[k].output)
        cortices[k].hidden.scale(by: share)
      }
    }
  }

  /// Makes the weights of parts, by number, what they were before anything was learnt: of the hippocampus all that learn from or to
  /// them but the monosynaptic pathway, which holds no episode; of a cortex both.
  package mutating func erase(parts: [Int]) {
    let wiring = Wiring(anatomy: anatomy, parameters: p, stream: stream, kernels: engram_kernels_selected())
    for (role, weights, _) in learning where role != .monosynaptic {
      let ends = [role.ends.from, role.ends.to].compactMap { Region.allCases.firstIndex(of: $0) }
      if ends.contains(where: { $0 > 0 && parts.contains($0) }) {
        self[keyPath: weights] = wiring.weights(role)
        hidden[role] = HiddenVariables()
      }
    }
    for k in cortices.indices where parts.contains(Self.firstCortex + k) { cortices[k].erase(k, wiring) }
  }
}
