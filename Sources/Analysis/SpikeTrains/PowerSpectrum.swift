import NumericalMethods

/// How the power of a signal, such as a population's rate, is spread over frequencies: Welch's mean of periodograms (Welch 1967,
/// doi:10.1109/TAU.1967.1161901).
///
///     S(f_k) = 2 / (f_s Σ w²) · mean over segments |Σ_t w_t (x_t − x̄) e^(−2πi k t/n)|²,   f_k = k f_s / n
///
/// One-sided: not doubled at 0 and at half the sampling frequency f_s. x̄: the segment's own mean.
package struct PowerSpectrum: Sendable, Equatable {
  package enum Taper: Sendable {
    /// ½ − ½ cos(2π t/n).
    case hann
    /// w = 1.
    case rectangular
  }

  /// The largest value in a band, and whether noise would have one as large.
  package struct Peak: Sendable, Equatable {
    /// Hz.
    package let frequency: Double
    /// In the signal's unit squared per Hz.
    package let density: Double
    /// Fisher's g of the band: its share of the band's sum.
    package let statistic: Double
    /// p of Fisher's g-test within the band.
    package let p: Double
  }

  /// Hz, from 0.
  package let frequencies: [Double]
  /// Power per frequency, in the signal's unit squared per Hz.
  package let density: [Double]
  /// How many segments were averaged.
  package let segments: Int

  /// Of samples `bin` ms apart, in segments of `length` samples (all, if there are fewer) that overlap by half. Empty if there are fewer
  /// than two samples or one is not finite.
  package init(_ samples: [Double], bin: Double, length: Int = 512, taper: Taper = .hann) throws(GSLError) {
    let n = min(length, samples.count)
    guard n >= 2, bin > 0, bin.isFinite, samples.allSatisfy(\.isFinite) else {
      (frequencies, density, segments) = ([], [], 0)
      return
    }
    let sampling = 1000 / bin, transform = try RealTransform(length: n)
    let weights = (0..<n).map { t in
      taper == .hann ? 0.5 - 0.5 * Elementary.cos(6.283185307179586 * Double(t) / Double(n)) : 1
    }
    var sum = [Double](repeating: 0, count: n / 2 + 1), count = 0
    for start in stride(from: 0, through: samples.count - n, by: max(1, n / 2)) {
      let segment = samples[start..<start + n], mean = segment.reduce(0, +) / Double(n)
      for (k, power) in try transform.power(zip(segment, weights).map { ($0 - mean) * $1 }).enumerated() { sum[k] += power }
      count += 1
    }
    let scale = 1 / (sampling * weights.reduce(0) { $0 + $1 * $1 } * Double(count))
    segments = count
    frequencies = sum.indices.map { Double($0) * sampling / Double(n) }
    density = sum.enumerated().map { k, power in Statistics.stable(power * scale * (k == 0 || 2 * k == n ? 1 : 2)) }
  }

  /// Of a population's rate, in Hz² per Hz.
  package init(_ rate: PopulationRate, length: Int = 512, taper: Taper = .hann) throws(GSLError) {
    try self.init(rate.values, bin: rate.bin, length: length, taper: taper)
  }

  /// The mean of the spectra of some stretches of a rate, in segments of `length` samples that overlap by half; stretches that are shorter
  /// are left out.
  package init(_ rate: PopulationRate, in events: [ActivityEvent], length: Int) throws(GSLError) {
    var sum: [Double] = [], frequencies: [Double] = [], count = 0
    for event in events {
      let first = max(0, Int((event.start / rate.bin).rounded())),
        end = min(rate.values.count, Int((event.end / rate.bin).rounded()))
      guard end - first >= length else { continue }
      let spectrum = try PowerSpectrum(Array(rate.values[first..<end]), bin: rate.bin, length: length)
      if sum.isEmpty { sum = [Double](repeating: 0, count: spectrum.density.count) }
      for (k, density) in spectrum.density.enumerated() { sum[k] += density * Double(spectrum.segments) }
      frequencies = spectrum.frequencies
      count += spectrum.segments
    }
    self.frequencies = frequencies
    density = sum.map { Statistics.stable($0 / Double(max(count, 1))) }
    segments = count
  }

  /// The untapered periodogram of all samples at once: its ordinates are independent in white noise, as Fisher's test supposes.
  package static func periodogram(_ rate: PopulationRate) throws(GSLError) -> PowerSpectrum {
    try PowerSpectrum(rate, length: rate.values.count, taper: .rectangular)
  }

  private func ordinates(in band: ClosedRange<Double>) -> [Int] { frequencies.indices.filter { band ~= frequencies[$0] } }

  /// Share of the power above 0 Hz that lies in `band` (Hz); nil if there is no power.
  package func share(in band: ClosedRange<Double>) -> Double? {
    let all = density.dropFirst().reduce(0, +)
    guard all > 0 else { return nil }
    return ordinates(in: band).filter { $0 > 0 }.reduce(0) { $0 + density[$1] } / all
  }

  /// The peak within `band` (Hz); nil if there is no power in it.
  package func peak(in band: ClosedRange<Double>) -> Peak? {
    let places = ordinates(in: band)
    guard let top = places.max(by: { density[$0] < density[$1] }), let g = FisherTest.statistic(places.map { density[$0] })
    else { return nil }
    return Peak(frequency: frequencies[top], density: density[top], statistic: g, p: FisherTest.p(g, ordinates: places.count))
  }
}
