import CKernels
import NetworkModels
import NumericalMethods

/// State of one pathway: the synapses, shared by all copies, and what changes.
struct PathwayState: Sendable {
  private(set) var specification: Pathway
  let first: Int
  private(set) var delay: Int
  let targets: Int
  let table: SynapseTable
  let columns: ColumnTable?
  let rule: PlasticityRule
  /// nil: the same for all.
  var weights: Vector<Float>?
  /// Arrivals fast and slow, spikes fast and slow.
  var traces: [Vector<Float>?] = [nil, nil, nil, nil]
  var grow: Vector<Double>
  /// Where there are reference weights: these, mean rates, and what an arrival meets (see `engram_plasticity`).
  var reference, rate, weighted: Vector<Float>?
  var rateGrow: Vector<Double>?
  /// Factor on what arrives; at 0 nothing is learnt either.
  var transmission: Float = 1
  /// Takes arrivals at given spikes, which have no receptors; never read.
  var discarded: Vector<Float>?
  var use, left: Vector<Float>?
  var last: Vector<Int64>?

  init(
    _ pathway: Pathway, number: Int, source: Population, target: Population, step: Double, stream: StreamKey,
    kernels: UnsafePointer<engram_spiking_kernels>
  ) throws(SpikingError) {
    specification = pathway
    let from = pathway.source.range ?? 0..<source.count, to = pathway.target.range ?? 0..<target.count
    first = from.lowerBound
    targets = target.count
    delay = Int((pathway.delay / step).rounded())
    let isPlastic = pathway.plasticity != nil
    let isWide = max(target.count, isPlastic ? from.count : 0) > 65_536
    func key(_ part: Int) -> StreamKey {
      var key = stream
      key.purpose = Purpose(.wiring, number << 4 | part).code
      return key
    }
    var table: SynapseTable
    switch pathway.connectivity {
    case .probability(let p, let reachesItself):
      let own = pathway.source.population == pathway.target.population && !reachesItself ? from.lowerBound : nil
      table = try SynapseTable(
        rows: from.count, columns: to, isWide: isWide, probability: p, excluding: own, stream: key(0), kernels: kernels,
        name: pathway.name)
    case .list(let synapses):
      table = try SynapseTable(
        synapses, first: first, rows: from.count, columns: to, isWide: isWide, name: pathway.name)
    }
    self.table = table
    switch pathway.weights {
    case .common(let weight):
      if isPlastic { weights = try Vector([Float](repeating: Float(weight), count: table.count)) }
    case .uniform(let low, let high):
      var random = RandomStream(key(1))
      weights = try Vector((0..<table.count).map { _ in Float(random.uniform(low, high)) })
    case .listed(let factor):
      guard let listed = table.listed else { throw .invalid("only a list has weights of its own", in: pathway.name) }
      weights = try Vector(listed.prefix(table.count).map { $0 * Float(factor) })
    }
    rule = pathway.plasticity?.rule ?? PlasticityRule()
    grow = try Vector([1, 1, 1, 1])
    columns = isPlastic ? try ColumnTable(table, targets: target.count) : nil
    if isPlastic {
      traces[0] = try Vector(from.count)
      traces[2] = try Vector(target.count)
      if rule.arrivalTriplet != 0 { traces[1] = try Vector(from.count) }
      if rule.spikeTriplet != 0 { traces[3] = try Vector(target.count) }
      if let settings = rule.reference {
        reference = weights
        rate = try Vector([Float](repeating: Float(settings.startRate), count: target.count))
        weighted = try Vector(target.count)
        rateGrow = try Vector([1])
      }
    }
    if target.neuron.receptors.isEmpty { discarded = try Vector(target.count) }
    if pathway.shortTerm != nil {
      use = try Vector(from.count)
      left = try Vector([Float](repeating: 1, count: from.count))
      last = try Vector(from.count)
    }
  }

  /// Bytes held for the synapses: places, weights, and by postsynaptic neuron.
  var synapseBytes: Int {
    table.row.bytes + table.index.bytes + (weights?.bytes ?? 0)
      + (columns.map { $0.column.bytes + $0.place.bytes + $0.origin.bytes } ?? 0)
  }

  var bytes: Int {
    var total =
      synapseBytes + grow.bytes + (use?.bytes ?? 0) + (left?.bytes ?? 0) + (last?.bytes ?? 0)
      + (discarded?.bytes ?? 0) + (reference?.bytes ?? 0) + (rate?.bytes ?? 0) + (weighted?.bytes ?? 0)
    for trace in traces { total += trace?.bytes ?? 0 }
    return total
  }

  /// The same synapses in a network that has their population alone, whose spikes are given and arrive at once.
  var ofGivenSpikes: PathwayState {
    get throws(SpikingError) {
      var copy = self
      copy.specification.source = Members(0, specification.source.range)
      copy.specification.target = Members(0, specification.target.range)
      copy.delay = 0
      copy.discarded = try Vector(targets)
      copy.forgetSpikes()
      return copy
    }
  }

  /// Takes on what another state of the same synapses has learnt.
  mutating func takeLearnt(from other: PathwayState) {
    (weights, reference) = (other.weights, other.reference)
    (rate, rateGrow) = (other.rate, other.rateGrow)
  }

  /// Clears the traces of past spikes; mean rates stay.
  mutating func forgetSpikes() {
    for i in traces.indices {
      guard let count = traces[i]?.count, let trace = traces[i]?.writing() else { continue }
      trace.update(repeating: 0, count: count)
    }
    if let count = weighted?.count, let trace = weighted?.writing() { trace.update(repeating: 0, count: count) }
    grow.writing().update(repeating: 1, count: 4)
  }
}
