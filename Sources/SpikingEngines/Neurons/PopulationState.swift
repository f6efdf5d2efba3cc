import CKernels
import NetworkModels
import NumericalMethods

/// State of one population: a value whose vectors copy on write.
struct PopulationState: Sendable {
  let specification: Population
  let count, padded: Int
  /// Potential where there is no input; potentials are kept relative to it.
  let origin: Double
  /// Potential of refractory neurons (mV).
  let reset: Double
  var v: Vector<Float>
  var w: Vector<Float>?
  var drive: Vector<Float>?
  /// Inputs by receptor, and those that rise.
  var g: [Vector<Float>]
  var rise: [Vector<Float>?]
  /// Levels of Poisson sources.
  var level: Vector<UInt32>?
  /// Whether no neuron of it spikes, whatever reaches it.
  var isSilent = false
  private(set) var givenStep: Vector<Int64>?
  private(set) var givenNeuron: Vector<Int32>?
  var next = 0
  // The last spikes.
  var ring: Vector<Int32>
  var start, found: Vector<UInt32>
  let mask: Int
  var cursor: UInt32 = 0
  let refractory: Int

  /// `memory`: for how many steps spikes must be known.
  init(_ population: Population, step: Double, memory: Int) throws(SpikingError) {
    specification = population
    count = population.count
    padded = (population.count + 63) / 64 * 64
    var origin = 0.0, reset = 0.0, refractory = 0.0
    switch population.neuron {
    case .leaky(let neuron):
      origin = neuron.resting + neuron.drive
      reset = neuron.reset
      refractory = neuron.refractory
    case .adaptive(let neuron):
      origin = neuron.resting
      reset = neuron.reset
      refractory = neuron.refractory
    case .poisson, .given: break
    }
    self.origin = origin
    self.reset = reset
    self.refractory = Int((refractory / step).rounded())
    v = try Vector([Float](repeating: .nan, count: padded))
    let base = v.writing()
    for i in 0..<count { base[i] = Float(reset - origin) }
    if case .adaptive = population.neuron { w = try Vector(padded) }
    g = []
    rise = []
    for receptor in population.neuron.receptors {
      g.append(try Vector(padded))
      rise.append(receptor.rise > 0 ? try Vector(padded) : nil)
    }
    var depth = 1
    while depth < max(memory, self.refractory + 2) { depth *= 2 }
    mask = depth - 1
    start = try Vector(depth)
    found = try Vector(depth)
    let mostEach = (depth + self.refractory) / (self.refractory + 1)
    let room = count * mostEach + 2 * (padded + 16)
    guard room <= Int(UInt32.max) else { throw .invalid("too many neurons for delays so long", in: population.name) }
    ring = try Vector(room)
    try setDrive(nil)
    if case .given(let spikes) = population.neuron { try setGiven(spikes) }
    if case .poisson(let rates) = population.neuron { try setRates(rates, step: step) }
  }

  /// A neuron's potential (mV).
  func potential(_ neuron: Int) -> Double {
    let value = v[neuron]
    return value.isNaN ? reset : Double(value) + origin
  }

  /// A word below this makes a spike: 1 − exp(−rate · step) of all words.
  private static func level(_ rate: Double, _ step: Double) -> UInt32 {
    UInt32(max(0, min(4_294_967_295, (0x1p32 * (1 - Elementary.exp(-rate * step / 1000))).rounded())))
  }

  /// Words from these on up mean at least 1, 2, … spikes of a Poisson number.
  static func levels(mean: Double) -> [UInt32] {
    var levels: [UInt32] = [], term = Elementary.exp(-mean), sum = term
    while levels.count < 16, sum * 0x1p32 < 4_294_967_295.5 {
      levels.append(UInt32((sum * 0x1p32).rounded()))
      term *= mean / Double(levels.count)
      sum += term
    }
    return levels
  }

  /// Whether nothing happens to the population by chance.
  var canRest: Bool {
    if let level, !isSilent, level.prefix(count).contains(where: { $0 > 0 }) { return false }
    return specification.noise == 0 && specification.poisson.allSatisfy { $0.rate == 0 }
  }

  var bytes: Int {
    var total = v.bytes + (w?.bytes ?? 0) + (drive?.bytes ?? 0) + ring.bytes + start.bytes + found.bytes
    for vector in g { total += vector.bytes }
    for vector in rise { total += vector?.bytes ?? 0 }
    return total + (level?.bytes ?? 0) + (givenStep?.bytes ?? 0) + (givenNeuron?.bytes ?? 0)
  }
}

extension PopulationState {
  /// Fills the kernels' description; `frame` owns what it points to.
  mutating func describe(
    _ to: UnsafeMutablePointer<engram_population>, number: Int, step: Double, stream: StreamKey, recording: SpikeBuffer?,
    now: Int64, _ frame: Frame
  ) {
    to.pointee.count = UInt32(count)
    to.pointee.padded = UInt32(padded)
    to.pointee.v = v.writing()
    to.pointee.w = w?.writing()
    to.pointee.drive = drive?.reading
    to.pointee.level = level?.reading
    to.pointee.given_step = givenStep?.reading
    to.pointee.given_neuron = givenNeuron?.reading
    to.pointee.given = givenStep?.count ?? 0
    to.pointee.next = next
    to.pointee.ring = ring.writing()
    to.pointee.start = start.writing()
    to.pointee.found = found.writing()
    to.pointee.mask = UInt32(mask)
    to.pointee.capacity = UInt32(ring.count)
    to.pointee.cursor = cursor
    to.pointee.refractory = Int32(refractory)
    to.pointee.substeps = 1
    to.pointee.record_step = recording?.steps
    to.pointee.record_neuron = recording?.neurons
    to.pointee.room = recording?.room ?? 0
    to.pointee.record_from = now
    let normals = Purpose(.background, number << 8 | 0xFF).code
    to.pointee.normal_stream = (stream.subject, normals)
    let receptors = specification.neuron.receptors
    to.pointee.receptors = UInt32(receptors.count)
    let described = frame.zeroed(engram_receptor.self, receptors.count)
    to.pointee.receptor = described
    for (k, receptor) in receptors.enumerated() {
      described[k].g = g[k].writing()
      described[k].rise = rise[k]?.writing()
      described[k].reversal = Float(receptor.reversal - origin)
      describe(receptor, described + k, step)
    }
    switch specification.neuron {
    case .leaky(let neuron): describe(neuron, to, step)
    case .adaptive(let neuron): describe(neuron, to, step)
    case .poisson: to.pointee.model = Int32(ENGRAM_SOURCE_POISSON)
    case .given: to.pointee.model = Int32(ENGRAM_SOURCE_GIVEN)
    }
    if isSilent { silence(to, frame) }
    let inputs = frame.zeroed(engram_poisson.self, specification.poisson.count)
    to.pointee.poisson = inputs
    to.pointee.poissons = UInt32(specification.poisson.count)
    for (k, background) in specification.poisson.enumerated() {
      let levels = Self.levels(mean: background.rate * step / 1000)
      inputs[k].into = described[background.receptor].rise ?? described[background.receptor].g
      inputs[k].weight = Float(background.weight)
      inputs[k].count = UInt32(levels.count)
      inputs[k].stream = (stream.subject, Purpose(.background, number << 8 | k).code)
      withUnsafeMutableBytes(of: &inputs[k].level) { $0.copyBytes(from: levels.withUnsafeBytes(Array.init)) }
    }
  }

  /// 1 − exp(x) without loss of digits.
  private static func loss(_ x: Double) -> Double { -x * Propagator.exponential([x, 0]) }

  /// Shares of a step; sub-steps of the adaptive neuron are steps to its receptors.
  private func describe(_ receptor: Receptor, _ to: UnsafeMutablePointer<engram_receptor>, _ step: Double) {
    var h = step
    if case .adaptive(let neuron) = specification.neuron { h /= Double(neuron.substeps) }
    let slow = -h / receptor.decay, factor = Propagator.peak(receptor)
    to.pointee.lose = Float(Self.loss(slow))
    let fast = receptor.rise > 0 ? -h / receptor.rise : 0
    if receptor.rise > 0 {
      to.pointee.lose_rise = Float(Self.loss(fast))
      to.pointee.feed = Float(factor * h * Propagator.exponential([slow, fast]))
    }
    if case .leaky(let neuron) = specification.neuron, neuron.synapses == .currents {
      let membrane = -h / neuron.membraneTime
      to.pointee.gain = Float(h / neuron.membraneTime * Propagator.exponential([membrane, slow]))
      if receptor.rise > 0 {
        to.pointee.gain_rise = Float(factor * h * h / neuron.membraneTime * Propagator.exponential([membrane, slow, fast]))
      }
    }
  }

  private func describe(_ neuron: LeakyNeuron, _ to: UnsafeMutablePointer<engram_population>, _ step: Double) {
    let isCurrent = neuron.synapses == .currents, lose = Self.loss(-step / neuron.membraneTime)
    to.pointee.model = Int32(isCurrent ? ENGRAM_LIF_CURRENT : ENGRAM_LIF_CONDUCTANCE)
    to.pointee.lose = Float(lose)
    to.pointee.leak = Float(step / neuron.membraneTime)
    to.pointee.drive_gain = isCurrent ? Float(lose) : 1
    to.pointee.threshold = Float(neuron.threshold - origin)
    to.pointee.reset = Float(neuron.reset - origin)
    to.pointee.kick = kick(neuron.membraneTime, step)
  }

  private func describe(_ neuron: AdaptiveNeuron, _ to: UnsafeMutablePointer<engram_population>, _ step: Double) {
    let h = step / Double(neuron.substeps), membrane = neuron.capacitance / neuron.leak
    to.pointee.model = Int32(ENGRAM_ADEX)
    to.pointee.substeps = Int32(neuron.substeps)
    to.pointee.threshold = Float(neuron.threshold - origin)
    to.pointee.reset = Float(neuron.reset - origin)
    to.pointee.rate_v = Float(h / membrane)
    to.pointee.rate_i = Float(h / neuron.capacitance)
    to.pointee.rate_w = Float(h / neuron.adaptationTime)
    to.pointee.slope = Float(neuron.slope)
    to.pointee.onset = Float(neuron.onset - origin)
    to.pointee.ceiling = Float(min(20, max(0, (neuron.threshold - neuron.onset) / neuron.slope) + 1))
    to.pointee.a = Float(neuron.coupling)
    to.pointee.b = Float(neuron.jump)
    to.pointee.drive_gain = 1
    to.pointee.kick = kick(membrane, step)
  }

  private func kick(_ membrane: Double, _ step: Double) -> Float {
    Float(specification.noise * (1 - Elementary.exp(-2 * step / membrane)).squareRoot())
  }

  /// Takes over what the kernels have changed outside the vectors.
  mutating func absorb(_ from: engram_population) {
    cursor = from.cursor
    next = from.next
  }
}

extension PopulationState {
  /// Puts other spikes in place of those that are given.
  mutating func setGiven(_ spikes: [Spike]) throws(SpikingError) {
    givenStep = try Vector(spikes.map(\.step))
    givenNeuron = try Vector(spikes.map(\.neuron))
    next = 0
  }

  /// Sets the rates (Hz) of Poisson trains, one for all or one each.
  mutating func setRates(_ rates: [Double], step: Double) throws(SpikingError) {
    level = try Vector((0..<count).map { Self.level(rates.count == 1 ? rates[0] : rates[$0], step) }, padded: padded)
  }

  /// A silent population's neurons are passive: no threshold, no rise of a spike; sources give nothing.
  private func silence(_ to: UnsafeMutablePointer<engram_population>, _ frame: Frame) {
    to.pointee.threshold = .greatestFiniteMagnitude
    to.pointee.ceiling = -87
    if level != nil { to.pointee.level = UnsafePointer(frame.zeroed(UInt32.self, padded)) }
    to.pointee.given = next
  }

  /// Sets the neurons' own input; adaptive neurons have their common drive in the same vector.
  mutating func setDrive(_ values: [Float]?) throws(SpikingError) {
    var common: Float = 0
    if case .adaptive(let neuron) = specification.neuron { common = Float(neuron.drive) }
    guard values != nil || common != 0 else { return drive = nil }
    var full = [Float](repeating: common, count: padded)
    for (i, value) in (values ?? []).prefix(count).enumerated() { full[i] += value }
    drive = try Vector(full)
  }
}
