import NumericalMethods
import Recordings

/// Neurons that fire together more than chance has it (Lopes-dos-Santos, Ribeiro & Tort 2013, doi:10.1016/j.jneumeth.2013.04.010): as many
/// assemblies as eigenvalues of the correlation matrix of z-scored counts exceed what noise has, their patterns by independent components
/// within the space of these eigenvectors.
package struct AssemblyDetector: Sendable, Equatable {
  /// More neurons than this are refused: time grows with their cube.
  package static let mostNeurons = 1000

  /// One for each assembly, the strongest eigenvalues' worth of them, in no order.
  package let assemblies: [Assembly]
  /// Of the correlation matrix of the neurons whose counts vary, descending.
  package let eigenvalues: [Double]
  /// The largest that noise may have.
  package let bound: Double

  /// Empty if fewer than two neurons vary in fewer than two bins; `random` gives where the search starts. Throws above 1000 neurons.
  package init(_ trains: SpikeTrains, settings: AssemblySettings = AssemblySettings(), random: inout RandomStream)
    throws(GSLError)
  {
    guard trains.neurons <= Self.mostNeurons else {
      throw .invalid("AssemblyDetector: at most \(Self.mostNeurons) neurons, not \(trains.neurons)")
    }
    let counts = BinnedCounts(trains, bin: settings.bin), neurons = counts.varying.count
    guard neurons >= 2, counts.bins >= 2 else {
      (assemblies, eigenvalues, bound) = ([], [], .infinity)
      return
    }
    let eigen = try SymmetricEigen(counts.correlations)
    let limit = Self.bound(settings.bound, neurons: neurons, bins: counts.bins)
    let significant = eigen.values.filter { $0 > limit }.count
    (eigenvalues, bound) = (eigen.values, limit)
    guard significant > 0 else {
      assemblies = []
      return
    }
    // Whitened: uncorrelated, of variance 1.
    let axes = (0..<significant).map { k in eigen.vectors[k].map { $0 / eigen.values[k].squareRoot() } }
    let signals = axes.map { counts.projected(on: $0) }
    let unmixing = try IndependentComponents(signals, iterations: settings.iterations, random: &random).unmixing
    assemblies = unmixing.map { row in
      var weights = [Double](repeating: 0, count: trains.neurons)
      for (i, neuron) in counts.varying.enumerated() {
        weights[neuron] = zip(row, axes).reduce(0) { $0 + $1.0 * $1.1[i] }
      }
      return Assembly(weights)
    }
  }

  /// The largest eigenvalue of a correlation matrix of noise.
  ///
  ///     λ₊ = (1 + √(N/B))²   (Marčenko & Pastur 1967)
  ///     λ₊ + 0.9793 (√B + √N)(1/√B + 1/√N)^(1/3) / B   (Johnstone 2001, doi:10.1214/aos/1009210544: 95 % of Tracy & Widom's law)
  package static func bound(_ bound: AssemblySettings.Bound, neurons: Int, bins: Int) -> Double {
    guard neurons > 0, bins > 0 else { return .infinity }
    let n = Double(neurons).squareRoot(), b = Double(bins).squareRoot(), edge = (1 + n / b) * (1 + n / b)
    guard bound == .tracyWidom else { return edge }
    return edge + 0.9793 * (b + n) * Elementary.pow(1 / b + 1 / n, 1.0 / 3) / (b * b)
  }

  /// Strength of each assembly, bin by bin of `settings`, in a recording of the same neurons (this or another).
  ///
  ///     R(b) = zᵀ P z,   P = w wᵀ without its diagonal, so that no neuron activates an assembly alone
  package func activations(in trains: SpikeTrains, settings: AssemblySettings = AssemblySettings()) -> [[Double]] {
    let counts = BinnedCounts(trains, bin: settings.bin)
    return assemblies.map { counts.activation(of: $0.weights) }
  }
}
