import CGSL

/// The discrete Fourier transform of real numbers, of any length (GSL's mixed radix). Owns the C objects.
///
///     X_k = Σ_t x_t e^(−2πi k t/n),   k = 0 … ⌊n/2⌋
package struct RealTransform: ~Copyable {
  /// n.
  package let length: Int
  private let wavetable: UnsafeMutablePointer<gsl_fft_real_wavetable>
  private let workspace: UnsafeMutablePointer<gsl_fft_real_workspace>

  /// Throws unless `length` is at least 1 and there is memory.
  package init(length: Int) throws(GSLError) {
    guard length >= 1 else { throw .invalid("RealTransform: a length of at least 1, not \(length)") }
    guard GSL.isReady, let wavetable = gsl_fft_real_wavetable_alloc(length) else { throw .memory("gsl_fft_real_wavetable_alloc") }
    guard let workspace = gsl_fft_real_workspace_alloc(length) else {
      gsl_fft_real_wavetable_free(wavetable)
      throw .memory("gsl_fft_real_workspace_alloc")
    }
    (self.length, self.wavetable, self.workspace) = (length, wavetable, workspace)
  }

  deinit {
    gsl_fft_real_workspace_free(workspace)
    gsl_fft_real_wavetable_free(wavetable)
  }

  /// |X_k|², in the square of the samples' unit. Throws unless there are `length` samples.
  package func power(_ samples: [Double]) throws(GSLError) -> [Double] {
    guard samples.count == length else { throw .invalid("RealTransform: \(length) samples, not \(samples.count)") }
    var x = samples
    let status = x.withUnsafeMutableBufferPointer { gsl_fft_real_transform($0.baseAddress, 1, length, wavetable, workspace) }
    try GSL.check(status, in: "gsl_fft_real_transform")
    // GSL's order: Re X₀, Re X₁, Im X₁, Re X₂ …; an even length ends with Re X_(n/2), whose imaginary part is 0.
    return (0...length / 2).map { k in
      guard k > 0 else { return x[0] * x[0] }
      let real = x[2 * k - 1], imaginary = 2 * k < length ? x[2 * k] : 0
      return real * real + imaginary * imaginary
    }
  }
}
