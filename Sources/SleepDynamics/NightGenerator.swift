import CKernels
import NumericalMethods

/// What is asked of the equations.
package struct NightRequest: Sendable {
  package var settings: NightSettings
  package var hours: Double
  /// Quiet waking instead of sleep.
  package var isRest = false
  package var pressure = 0.67
  package var clock = 23.0
  package var seed: UInt64
  package var subject: Int
  /// Names the night's streams.
  package var number: Int

  package init(
    settings: NightSettings, hours: Double, isRest: Bool = false, pressure: Double = 0.67, clock: Double = 23, seed: UInt64,
    subject: Int, number: Int
  ) {
    (self.settings, self.hours, self.isRest, self.pressure, self.clock) = (settings, hours, isRest, pressure, clock)
    (self.seed, self.subject, self.number) = (seed, subject, number)
  }

  func key(_ kind: Purpose.Kind) -> StreamKey { StreamKey(seed: seed, subject: subject, purpose: Purpose(kind, number)) }
}

/// Nights from equations, up to 32 in lockstep at 1 ms. A night depends on its own request only.
package struct NightGenerator {
  private let kernels: UnsafePointer<engram_kernels>
  /// Steps between looks at what goes on; a step is 1 ms.
  private static let chunk = 200
  private static let step = 1.0 / 3_600_000

  package init(kernels: UnsafePointer<engram_kernels> = engram_kernels_selected()) { self.kernels = kernels }

  package func nights(_ requests: [NightRequest]) throws(GSLError) -> [Night] {
    var result: [Night] = []
    for first in stride(from: 0, to: requests.count, by: UpDownBatch.most) {
      result += try batch(Array(requests[first..<min(first + UpDownBatch.most, requests.count)]))
    }
    return result
  }

  private func batch(_ requests: [NightRequest]) throws(GSLError) -> [Night] {
    var nights: [Night] = [], streams: [RandomStream] = []
    for request in requests {
      var random = RandomStream(request.key(.night))
      nights.append(try staged(request, &random))
      streams.append(random)
    }
    let toggles = cortex(requests, nights)
    for i in requests.indices {
      nights[i].downs = Self.spans(toggles[i], hours: nights[i].hypnogram.hours)
      addSpindles(to: &nights[i], requests[i].settings, &streams[i])
    }
    let ups = hippocampus(requests, nights)
    for i in requests.indices { addRipples(ups[i], to: &nights[i], requests[i].settings, &streams[i]) }
    return nights
  }

  /// The hypnogram, and the pressure at both ends.
  private func staged(_ request: NightRequest, _ random: inout RandomStream) throws(GSLError) -> Night {
    let count = Int((request.hours / Hypnogram.epoch).rounded()), settings = request.settings
    var night: Night
    if request.isRest {
      night = Night(hypnogram: Hypnogram(Array(repeating: .wake, count: count)))
      night.pressure = (request.pressure, request.pressure)
    } else {
      let (made, pressure) = try settings.stages.night(
        hours: request.hours, pressure: request.pressure, clock: request.clock, random: &random)
      night = Night(hypnogram: settings.hypnogram ?? made)
      night.pressure = (request.pressure, pressure)
      night.hypnogram.epochs = night.hypnogram.epochs.map { settings.deprivation.contains($0) ? .wake : $0 }
    }
    night.clock = request.clock
    return night
  }

  /// Steps at which a field changed between up and down, the state at the beginning first (as step −1 if it is down).
  private typealias Toggles = (startsUp: Bool, steps: [Int32])

  /// Runs a field for every night: `input` gives the field's drive for a chunk, or nil where it is as in the chunk before.
  private func run(
    _ requests: [NightRequest], _ nights: [Night], _ kind: Purpose.Kind,
    field: (NightSettings) -> (UpDown, Double), input: (_ lane: Int, _ chunk: Range<Int>, _ set: (Int, Float) -> Void) -> Void
  ) -> [Toggles] {
    let batch = UpDownBatch(
      requests.map { request in
        let (field, time) = field(request.settings)
        return (field, Self.step / time, request.key(kind))
      }, kernels: kernels)
    let lanes = batch.lanes, chunk = Self.chunk
    let buffer = UnsafeMutablePointer<Float>.allocate(capacity: lanes * chunk)
    defer { buffer.deallocate() }
    buffer.initialize(repeating: -3, count: lanes * chunk)
    var was = batch.isUp
    var toggles: [Toggles] = requests.indices.map { (was >> UInt32($0) & 1 == 1, []) }
    let last = nights.map { Int(($0.hypnogram.hours / Self.step).rounded()) }
    for start in stride(from: 0, to: last.max() ?? 0, by: chunk) {
      for lane in requests.indices where start < last[lane] {
        input(lane, start..<start + chunk) { i, value in buffer[i * lanes + lane] = value }
      }
      batch.advance(chunk, input: buffer) { step, up in
        var changed = up ^ was
        was = up
        while changed != 0 {
          let lane = changed.trailingZeroBitCount
          changed &= changed - 1
          if lane < toggles.count, start + step < last[lane] { toggles[lane].steps.append(Int32(start + step)) }
        }
      }
    }
    return toggles
  }

  private func cortex(_ requests: [NightRequest], _ nights: [Night]) -> [Toggles] {
    var current = [Float](repeating: .nan, count: requests.count)
    return run(requests, nights, .cortex) {
      (UpDown(weight: $0.rhythms.cortexWeight, input: $0.rhythms.inputWake), $0.rhythms.cortexTime)
    } input: { lane, chunk, set in
      let stage = nights[lane].stage(at: (Double(chunk.lowerBound) + 0.5) * Self.step)
      let value = Float(requests[lane].settings.rhythms.cortexInput(stage))
      guard value != current[lane] else { return }
      current[lane] = value
      for i in 0..<chunk.count { set(i, value) }
    }
  }

  /// DOWN states from toggles.
  private static func spans(_ toggles: Toggles, hours: Double) -> [Night.Span] {
    var spans: [Night.Span] = [], start: Double? = toggles.startsUp ? nil : 0
    for at in toggles.steps {
      let time = Double(at) * step
      if let begun = start {
        spans.append(.init(start: begun, end: time))
        start = nil
      } else {
        start = time
      }
    }
    if let start { spans.append(.init(start: start, end: hours)) }
    return spans
  }

  /// The hippocampal field, driven by stage, UP states and spindles around an input that gives the ripples asked for.
  private func hippocampus(_ requests: [NightRequest], _ nights: [Night]) -> [Toggles] {
    let bases = zip(requests, nights).map { request, night in
      SleepStage.allCases.map { Float(Self.rippleInput(request.settings.rhythms, night, $0)) }
    }
    var next = [(down: Int, spindle: Int)](repeating: (0, 0), count: requests.count)
    var current = [Float](repeating: .nan, count: requests.count)
    return run(requests, nights, .hippocampus) {
      (UpDown(weight: 5, input: -3), $0.rhythms.hippocampusTime)
    } input: { lane, chunk, set in
      let night = nights[lane], rhythms = requests[lane].settings.rhythms
      let start = Double(chunk.lowerBound) * Self.step, end = Double(chunk.upperBound) * Self.step
      let base = bases[lane][night.stage(at: start + 0.5 * Self.step).number]
      let up = Float(rhythms.rippleUp), spindle = Float(rhythms.rippleSpindle)
      while next[lane].down < night.downs.count, night.downs[next[lane].down].end <= start { next[lane].down += 1 }
      while next[lane].spindle < night.spindles.count, night.spindles[next[lane].spindle].end <= start { next[lane].spindle += 1 }
      let downs = night.downs[next[lane].down...].prefix { $0.start < end }
      let spindles = night.spindles[next[lane].spindle...].prefix { $0.start < end }
      let inside = { (span: Night.Span?) in span.map { $0.start <= start && $0.end >= end } }
      if inside(downs.first) ?? true, inside(spindles.first) ?? true {
        let value = base + (downs.isEmpty ? up : 0) + (spindles.isEmpty ? 0 : spindle)
        guard value != current[lane] else { return }
        current[lane] = value
        for i in 0..<chunk.count { set(i, value) }
        return
      }
      current[lane] = .nan
      var values = [Float](repeating: base + up, count: chunk.count)
      func add(_ amount: Float, _ span: Night.Span) {
        let a = max(0, Int((span.start / Self.step).rounded()) - chunk.lowerBound)
        let b = min(chunk.count, Int((span.end / Self.step).rounded()) - chunk.lowerBound)
        for i in a..<max(a, b) { values[i] += amount }
      }
      for span in downs { add(-up, span) }
      for span in spindles { add(spindle, span) }
      for i in 0..<chunk.count { set(i, values[i]) }
    }
  }

  /// Input of the hippocampal field in a stage, such that its mean rate over UP states and spindles is what is asked.
  private static func rippleInput(_ rhythms: RhythmSettings, _ night: Night, _ stage: SleepStage) -> Double {
    let goal = rhythms.ripples(stage) * rhythms.hippocampusTime
    guard goal > 0 else { return RippleRate.silence }
    let hours = max(night.hypnogram.minutes(stage) / 60, Hypnogram.epoch)
    func share(_ spans: [Night.Span]) -> Double {
      min(1, spans.reduce(0) { night.stage(at: $1.start) == stage ? $0 + $1.end - $1.start : $0 } / hours)
    }
    let down = share(night.downs), spindle = min(share(night.spindles), 1 - down)
    return RippleRate.input(
      for: goal,
      shifts: [(0, down), (rhythms.rippleUp, 1 - down - spindle), (rhythms.rippleUp + rhythms.rippleSpindle, spindle)])
  }
}
