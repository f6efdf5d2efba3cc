import ArgumentParser
import CKernels
import NetworkModels
import NumericalMethods
import RateEngines

@main
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "EngramBenchmark",
    abstract:
      "Times the rate engine on one core (CPU time of the thread): a subject-night, its parts, study, recall, growth with size.")

  @Option(help: "Subjects at size 1; larger sizes take fewer.") var subjects = 40
  @Option(parsing: .upToNextOption, help: "Size factors.") var sizes: [Double] = [1]
  @Option(help: "Kernel variant: avx512, avx2, default.") var kernels: String?
  @Flag(help: "One JSON line for each size instead of text.") var json = false
  @Flag(help: "Time nights of physiology instead of the rate engine.") var nights = false
  @Flag(help: "Time spiking networks instead of the rate engine.") var spiking = false
  @Flag(help: "Time networks of layers instead of the rate engine.") var graded = false
  @Option(help: "Cycles of autonomous sleep of a network of layers.") var cycles = 30_000
  @Option(help: "One spiking network alone: CUBA, COBA, then neurons, synapses and 'stdp', joined by '/'.") var network: String?
  @Option(help: "Simulated seconds of a spiking network.") var seconds = 1.0
  @Option(help: "Runs of a spiking network.") var rounds = 3

  func run() throws {
    guard let table = kernels.map({ engram_kernels_named($0) }) ?? engram_kernels_selected() else {
      throw ValidationError("this processor has no kernels '\(kernels ?? "")'")
    }
    guard !nights else { return print(try NightBenchmark.text(table)) }
    if graded {
      guard let table = kernels.map({ engram_graded_named($0) }) ?? engram_graded_selected() else {
        throw ValidationError("this processor has no kernels '\(kernels ?? "")'")
      }
      return print(GradedBenchmark(kernels: table).text(cycles: cycles, rounds: max(1, rounds)))
    }
    guard !spiking else { return try timeSpiking() }
    for size in sizes {
      let count = max(3, Int(Double(subjects) / (size * size)))
      print(json ? measure(size, count, table).json : measure(size, count, table).text)
    }
  }

  private func timeSpiking() throws {
    guard let table = kernels.map({ engram_spiking_named($0) }) ?? engram_spiking_selected() else {
      throw ValidationError("this processor has no kernels '\(kernels ?? "")'")
    }
    for name in network.map({ [$0] }) ?? SpikingBenchmark.all {
      guard let benchmark = SpikingBenchmark(name, seconds: seconds) else { throw ValidationError("no network '\(name)'") }
      print(try benchmark.measure(rounds: max(1, rounds), kernels: table))
    }
  }

  private func measure(_ size: Double, _ count: Int, _ table: UnsafePointer<engram_kernels>) -> Measurement {
    let work = Workload(size: size, kernels: table)
    var wiring: [Double] = [], study: [Double] = [], night: [Double] = [], cortex: [Double] = [], intact: [Double] = [],
      accepted = (0, 0)
    for subject in 0...count {
      var times = [cpuSeconds()]
      var network = work.wired(subject)
      times.append(cpuSeconds())
      let items = work.items(subject)
      times.append(cpuSeconds())
      work.study(&network, items, subject)
      times.append(cpuSeconds())
      let events = work.sleep(&network, subject)
      times.append(cpuSeconds())
      for item in items {
        _ = network.recall(item.enumerated().filter { $0.offset % 2 == 0 }.map(\.element), lesion: .hippocampus, work.workspace)
      }
      times.append(cpuSeconds())
      for item in items {
        _ = network.recall(item.enumerated().filter { $0.offset % 2 == 0 }.map(\.element), lesion: [], work.workspace)
      }
      times.append(cpuSeconds())
      if subject == 0 { continue }  // warm-up
      wiring.append(times[1] - times[0])
      study.append(times[3] - times[2])
      night.append(times[4] - times[3])
      cortex.append((times[5] - times[4]) / Double(items.count))
      intact.append((times[6] - times[5]) / Double(items.count))
      accepted = (accepted.0 + events.nrem, accepted.1 + events.rem)
    }
    let timed = Workload(size: size, kernels: Split.table)
    var network = timed.wired(1)
    timed.study(&network, timed.items(1), 1)
    Split.reset()
    let start = ticks()
    _ = timed.sleep(&network, 1)
    let shares = Split.shares(of: Double(ticks() - start))
    return Measurement(
      variant: String(cString: table.pointee.name), size: size, subjects: count, wiring: Sample(wiring), study: Sample(study),
      night: Sample(night),
      cortex: Sample(cortex), intact: Sample(intact), nrem: Double(accepted.0) / Double(count),
      rem: Double(accepted.1) / Double(count), shares: shares,
      megabytes: peakMegabytes())
  }
}

/// Seconds of several runs.
struct Sample {
  let best, median: Double

  init(_ values: [Double]) {
    let sorted = values.sorted()
    best = sorted.first ?? .nan
    median = sorted.isEmpty ? .nan : sorted[sorted.count / 2]
  }
}

struct Measurement {
  let variant: String
  let size: Double
  let subjects: Int
  let wiring, study, night, cortex, intact: Sample
  let nrem, rem: Double
  let shares: [(Split.Part, Double)]
  let megabytes: Double

  private func number(_ value: Double, _ digits: Int = 2) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    return "\((value * scale).rounded() / scale)"
  }

  var text: String {
    let parts = shares.map { "\($0.0) \(number($0.1 * 100, 0)) %" }.joined(separator: ", ")
    return """
      size \(size), \(variant), \(subjects) subjects: median (best)
        night          \(number(night.median * 1e3)) ms (\(number(night.best * 1e3))); accepted \(number(nrem, 1)) NREM, \(number(rem, 1)) REM
        of which       \(parts)
        study          \(number(study.median * 1e3)) ms (\(number(study.best * 1e3)))
        wiring         \(number(wiring.median * 1e3)) ms (\(number(wiring.best * 1e3)))
        cortex alone   \(number(cortex.median * 1e6, 1)) us a recall (\(number(cortex.best * 1e6, 1)))
        intact         \(number(intact.median * 1e6, 1)) us a recall (\(number(intact.best * 1e6, 1)))
        peak memory    \(number(megabytes, 1)) MB of the process so far
      """
  }

  var json: String {
    let parts = shares.map { "\"\($0.0)\": \(number($0.1, 3))" }.joined(separator: ", ")
    return "{\"program\": \"engram\", \"kernels\": \"\(variant)\", \"size\": \(size), \"subjects\": \(subjects), "
      + "\"night_ms_median\": \(number(night.median * 1e3, 3)), \"night_ms_best\": \(number(night.best * 1e3, 3)), "
      + "\"nrem_accepted\": \(number(nrem)), \"rem_accepted\": \(number(rem)), \"cortex_recall_us\": \(number(cortex.median * 1e6, 1)), "
      + "\"intact_recall_us\": \(number(intact.median * 1e6, 1)), \"study_ms\": \(number(study.median * 1e3, 3)), \(parts), "
      + "\"peak_mb\": \(number(megabytes, 1))}"
  }
}
