import CKernels
import NetworkModels
import NumericalMethods

extension PathwayState {
  /// Fills the kernels' description; `frame` owns what it points to.
  mutating func describe(
    _ to: UnsafeMutablePointer<engram_pathway>, step: Double, populations: UnsafeMutablePointer<engram_population>,
    isLearning: Bool, _ frame: Frame
  ) {
    to.pointee.source = UInt32(specification.source.population)
    to.pointee.target = UInt32(specification.target.population)
    to.pointee.first = UInt32(first)
    to.pointee.rows = UInt32(table.rows)
    to.pointee.delay = UInt32(delay)
    to.pointee.wide = table.index.isWide ? 1 : 0
    to.pointee.row = table.row.reading
    to.pointee.index = table.index.raw
    to.pointee.weight = weights?.writing()
    if case .common(let weight) = specification.weights { to.pointee.common = Float(weight) }
    if let discarded = discarded?.writing() {
      to.pointee.into = discarded
    } else {
      let receptor = populations[specification.target.population].receptor + specification.receptor
      to.pointee.into = receptor.pointee.rise ?? receptor.pointee.g
    }
    describeShortTerm(to, step, frame)
    to.pointee.transmission = transmission
    guard isLearning, transmission != 0, let columns else { return }
    let learning = frame.zeroed(engram_plasticity.self, 1)
    to.pointee.plasticity = learning
    learning.pointee.column = columns.column.reading
    learning.pointee.place = columns.place.reading
    learning.pointee.origin = columns.origin.raw
    learning.pointee.trace = (traces[0]?.writing(), traces[1]?.writing(), traces[2]?.writing(), traces[3]?.writing())
    learning.pointee.grow = grow.writing()
    func growth(_ time: Double) -> Double { time > 0 ? Elementary.exp(step / time) : 1 }
    learning.pointee.growth = (
      growth(rule.arrivalFast), growth(rule.arrivalSlow), growth(rule.spikeFast), growth(rule.spikeSlow)
    )
    learning.pointee.arrival = Float(rule.arrival)
    learning.pointee.arrival_pair = Float(rule.arrivalPair)
    learning.pointee.arrival_triplet = Float(rule.arrivalTriplet)
    learning.pointee.spike = Float(rule.spike)
    learning.pointee.spike_pair = Float(rule.spikePair)
    learning.pointee.spike_triplet = Float(rule.spikeTriplet)
    learning.pointee.low = Float(specification.bounds.lowerBound)
    learning.pointee.high = Float(specification.bounds.upperBound)
    learning.pointee.bound = Float(specification.largestSum ?? 0)
    describeReference(learning, step)
  }

  private mutating func describeReference(_ to: UnsafeMutablePointer<engram_plasticity>, _ step: Double) {
    guard let settings = rule.reference else { return }
    let every = max(1, (ReferenceWeights.interval / step).rounded())
    to.pointee.reference = reference?.writing()
    to.pointee.rate = rate?.writing()
    to.pointee.weighted = weighted?.writing()
    to.pointee.rate_grow = rateGrow?.writing()
    to.pointee.rate_growth = Elementary.exp(step / settings.averagingTime)
    to.pointee.jump = Float(1000 / settings.averagingTime)
    to.pointee.pull = Float(settings.pull)
    to.pointee.share = Float(every * step / settings.consolidationTime)
    to.pointee.depth = Float(settings.depth)
    to.pointee.low_state = Float(settings.lowState)
    to.pointee.barrier = Float(settings.barrier)
    to.pointee.high_state = Float(settings.highState)
    to.pointee.every = Int64(every)
  }

  private mutating func describeShortTerm(_ to: UnsafeMutablePointer<engram_pathway>, _ step: Double, _ frame: Frame) {
    guard let shortTerm = specification.shortTerm, let u = use?.writing(), let x = left?.writing(), let t = last?.writing()
    else { return }
    let resources = frame.zeroed(engram_resources.self, 1)
    resources.pointee.use = u
    resources.pointee.left = x
    resources.pointee.last = t
    resources.pointee.fraction = Float(shortTerm.fraction)
    func rate(_ time: Double) -> Float { time > 0 ? Float(step / time) : 1000 }
    resources.pointee.facilitation = rate(shortTerm.facilitation)
    resources.pointee.recovery = rate(shortTerm.recovery)
    to.pointee.resources = resources
  }
}
