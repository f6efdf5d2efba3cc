import CKernels
import NetworkModels
import NumericalMethods
import RateEngines

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// CPU seconds of this thread.
func cpuSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
}

func satellites(_ anatomy: Anatomy, _ stream: inout RandomStream) -> [[Int32]] {
  let ec = anatomy.entorhinalCortex, half = ec.active / 2
  let pool = stream.shuffled((0..<ec.units).map { Int32($0) })
  var at = 0
  func take(_ n: Int) -> [Int32] {
    defer { at += n }
    return Array(pool[at..<at + n])
  }
  return (0..<3).flatMap { _ in
    let shared = take(half)
    return (0..<5).map { _ in (shared + take(ec.active - half)).sorted() }
  }
}

func check(subjects: Int, size: Double) {
  let anatomy = Anatomy.trisynaptic.scaled(by: size)
  let w = RateWorkspace(anatomy: anatomy)
  var sums = [[Double]](repeating: [0, 0], count: 12)
  var acc = [0, 0]
  for subject in 1...subjects {
    var net = RateNetwork(anatomy: anatomy, parameters: RateParameters(), stream: StreamKey(seed: 8801, subject: subject, purpose: Purpose(.brain)))
    var stream = RandomStream(seed: 8801, subject: subject, purpose: Purpose(.materials))
    let items = satellites(anatomy, &stream)
    w.noise.start(StreamKey(seed: 8801, subject: subject, purpose: Purpose(.study)))
    for _ in 0..<3 { for i in stream.shuffled(Array(0..<15)) { net.encode(Presentation(units: items[i]), w) } }
    for night in 0...3 {
      if night > 0 {
        w.noise.start(StreamKey(seed: 8801, subject: subject, purpose: Purpose(.sleep, night)))
        net.fallAsleep(Priority(exponent: 1))
        for _ in 0..<10 {
          for _ in 0..<10 { if net.replay(ReplayAttempt(stage: .nrem), w).isAccepted { acc[0] += 1 } }
          for _ in 0..<10 { if net.replay(ReplayAttempt(stage: .rem), w).isAccepted { acc[1] += 1 } }
        }
        net.elapse(hours: 24)
      }
      w.noise.start(StreamKey(seed: 8801, subject: subject, purpose: Purpose(.probe, night)))
      for (l, lesion) in [Lesion.hippocampus, .neocortex, []].enumerated() {
        for m in 0..<15 {
          let family = m / 5 * 5..<m / 5 * 5 + 5
          let others = Set(family.filter { $0 != m }.flatMap { items[$0] })
          let shared = items[m].filter { others.contains($0) }, unique = items[m].filter { !others.contains($0) }
          let cueS = Set(stream.sample((shared.count + 1) / 2, of: shared)), cueU = Set(stream.sample(unique.count / 2, of: unique))
          let prob = net.recall((cueS.union(cueU)).sorted(), lesion: lesion, w)
          let u = unique.filter { !cueU.contains($0) }.map { Double(prob[Int($0)]) }, s = shared.filter { !cueS.contains($0) }.map { Double(prob[Int($0)]) }
          sums[night * 3 + l][0] += u.reduce(0, +) / Double(u.count) / 15 / Double(subjects)
          sums[night * 3 + l][1] += s.reduce(0, +) / Double(s.count) / 15 / Double(subjects)
        }
      }
    }
  }
  for night in 0...3 { for l in 0..<3 { print(night, ["cortex", "hippocampus", "intact"][l], sums[night * 3 + l]) } }
  print("accepted", acc.map { Double($0) / Double(subjects) / 3 })
}

func night(subjects: Int, size: Double) {
  let anatomy = Anatomy.trisynaptic.scaled(by: size)
  let w = RateWorkspace(anatomy: anatomy)
  var times: [Double] = []
  for subject in 1...subjects {
    let t00 = cpuSeconds()
    var net = RateNetwork(anatomy: anatomy, parameters: RateParameters(), stream: StreamKey(seed: 1, subject: subject, purpose: Purpose(.brain)))
    var stream = RandomStream(seed: 1, subject: subject, purpose: Purpose(.materials))
    let items = satellites(anatomy, &stream)
    let t01 = cpuSeconds()
    w.noise.start(StreamKey(seed: 1, subject: subject, purpose: Purpose(.study)))
    for _ in 0..<3 { for i in stream.shuffled(Array(0..<15)) { net.encode(Presentation(units: items[i]), w) } }
    let t0 = cpuSeconds()
    w.noise.start(StreamKey(seed: 1, subject: subject, purpose: Purpose(.sleep, 1)))
    net.fallAsleep(Priority(exponent: 1))
    for _ in 0..<10 {
      for _ in 0..<10 { _ = net.replay(ReplayAttempt(stage: .nrem), w) }
      for _ in 0..<10 { _ = net.replay(ReplayAttempt(stage: .rem), w) }
    }
    net.elapse(hours: 24)
    let t1 = cpuSeconds()
    times.append(t1 - t0)
    for i in 0..<100 { _ = net.recall(Array(items[i % 15].prefix(10)), lesion: .hippocampus, w) }
    let t2 = cpuSeconds()
    for i in 0..<100 { _ = net.recall(Array(items[i % 15].prefix(10)), lesion: [], w) }
    let t3 = cpuSeconds()
    if subject == subjects { print("build \((t01-t00)*1e3) ms study \((t0-t01)*1e3) ms, cortex recall \((t2-t1)*1e4) us, intact \((t3-t2)*1e4)") }
  }
  times.sort()
  print("size \(size): median \(times[times.count / 2] * 1e3) ms, best \(times[0] * 1e3) ms")
}
let arguments = CommandLine.arguments
if arguments.contains("check") { check(subjects: 20, size: 1) }
night(subjects: 40, size: 1)
if arguments.contains("sizes") { night(subjects: 10, size: 2); night(subjects: 4, size: 4); night(subjects: 2, size: 8) }
