import CKernels
import NetworkModels
import NumericalMethods

/// Winners of a region by a race of leaky integrate-and-fire neurons in one gamma cycle (de Almeida, Idiart & Lisman 2009).
///
///     τ_m v′ = −v + z + ξ − I(t);  I = max z − (e^(t/τ_i) − 1);  a neuron spikes at v = 1, once a cycle
///
/// ξ: Ornstein–Uhlenbeck noise with the standard deviation that the rate engine adds to z at once. The first neurons to spike, as many as the
/// region has winners, win; feedback inhibition silences the rest. Without noise these are the largest z.
package final class GammaRace: Competition {
  private let kernels: engram_kernels
  private let v, xi, z, silence: UnsafeMutablePointer<Float>
  private let who: UnsafeMutablePointer<Int32>
  private let when: UnsafeMutablePointer<Float>
  private let capacity: Int
  /// Per step: share of the way to the drive, growth of the release, noise kept.
  private let gain: Float
  private let release: Double
  private let keep: Double
  /// Steps per time constant of the plasticity rule.
  private let window: Double
  private var spikes: [(time: Double, unit: Int32)] = []

  /// Most steps of a cycle; the release is e²⁵ by then at the standard parameters, and whoever is left wins by potential.
  private static let longest = 400

  package init(_ settings: GammaSettings, anatomy: Anatomy, kernels: UnsafePointer<engram_kernels> = engram_kernels_selected()) {
    self.kernels = kernels.pointee
    capacity = (anatomy.layers.map(\.units).max() ?? 0) / 16 * 16 + 32
    func floats(_ count: Int) -> UnsafeMutablePointer<Float> {
      let memory = UnsafeMutableRawPointer.allocate(byteCount: count * 4, alignment: 64)
      return memory.initializeMemory(as: Float.self, repeating: 0, count: count)
    }
    (v, xi, z, silence, when) = (floats(capacity), floats(capacity), floats(capacity), floats(capacity), floats(capacity))
    who = UnsafeMutableRawPointer.allocate(byteCount: capacity * 4, alignment: 64)
      .initializeMemory(as: Int32.self, repeating: 0, count: capacity)
    gain = Float(1 - Elementary.exp(-settings.step / settings.membraneTime))
    release = Elementary.exp(settings.step / settings.releaseTime)
    keep = Elementary.exp(-settings.step / settings.noiseTime)
    window = settings.plasticityTime / settings.step
  }

  deinit {
    for pointer in [v, xi, z, silence, when] { UnsafeMutableRawPointer(pointer).deallocate() }
    UnsafeMutableRawPointer(who).deallocate()
  }

  package func compete(
    _ winners: UnsafeMutablePointer<Int32>, coincidence: UnsafeMutablePointer<Float>, _ drive: UnsafePointer<Float>, units: Int,
    padded: Int, count: Int, sd: Double, noise: NoiseSource
  ) {
    spikes.removeAll(keepingCapacity: true)
    var peak: Float = -.infinity
    for j in 0..<padded {
      z[j] = drive[j]
      v[j] = 0
      guard j < units else { continue }
      // A cue holds its neurons above threshold.
      if drive[j] >= 1e29 {
        spikes.append((0, Int32(j)))
        z[j] = -1e30
      } else {
        peak = max(peak, drive[j])
      }
    }
    let kick = Float(sd * (1 - keep * keep).squareRoot()), isNoisy = sd > 0
    if isNoisy {
      let start = noise.normals(padded)
      for j in 0..<padded { xi[j] = Float(sd) * start[j] }
    } else {
      xi.update(repeating: 0, count: padded)
    }
    var opened = 1.0, step = 0
    while spikes.count < count, step < Self.longest {
      opened *= release
      let crossed = kernels.race(
        v, xi, z, isNoisy ? noise.normals(padded) : UnsafePointer(silence), padded, peak - Float(opened - 1), gain, Float(keep),
        kick, who, when)
      for i in 0..<crossed {
        spikes.append((Double(step) + Double(when[i]), who[i]))
        z[Int(who[i])] = -1e30
      }
      step += 1
    }
    if spikes.count < count {
      let left = (0..<units).filter { z[$0] > -1e29 }.sorted { (v[$1], $0) < (v[$0], $1) }
      spikes += left.prefix(count - spikes.count).map { (Double(step), Int32($0)) }
    }
    // The first to spike, ascending by number.
    spikes.sort { ($0.time, $0.unit) < ($1.time, $1.unit) }
    let first = spikes.prefix(count).sorted { $0.unit < $1.unit }
    let mean = first.reduce(0) { $0 + $1.time } / Double(max(first.count, 1))
    for (i, spike) in first.enumerated() {
      winners[i] = spike.unit
      coincidence[i] = Float(Elementary.exp(-(spike.time - mean).magnitude / window))
    }
  }
}
