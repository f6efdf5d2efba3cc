import CKernels
import NumericalMethods
import SleepDynamics

/// What a night of physiology costs: 8 h, both mean fields at 1 ms.
enum NightBenchmark {
  static func text(_ kernels: UnsafePointer<engram_kernels>) throws -> String {
    let generator = NightGenerator(kernels: kernels)
    var lines = ["a night of 8 h, both fields at 1 ms, \(String(cString: kernels.pointee.name)): CPU seconds of one core a night"]
    for batch in [1, 16, 32] {
      let times = try (0..<3).map { round in
        let requests = (1...batch).map {
          NightRequest(settings: NightSettings(), hours: 8, seed: UInt64(round + 1), subject: $0, number: 0)
        }
        let start = cpuSeconds()
        _ = try generator.nights(requests)
        return (cpuSeconds() - start) / Double(batch)
      }
      let sample = Sample(times)
      lines.append("  \(batch) at a time: median \(rounded(sample.median)), best \(rounded(sample.best))")
    }
    let before = peakMegabytes()
    for week in 0..<3 {
      for day in 0..<7 {
        _ = try generator.nights(
          (1...32).map { NightRequest(settings: NightSettings(), hours: 8, seed: 9, subject: $0, number: week * 7 + day) })
      }
      lines.append(
        "  peak memory after \(week + 1) week\(week == 0 ? "" : "s") of 32 sleepers: \(rounded(peakMegabytes())) MB (before: \(rounded(before)))"
      )
    }
    return lines.joined(separator: "\n")
  }

  private static func rounded(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
}
