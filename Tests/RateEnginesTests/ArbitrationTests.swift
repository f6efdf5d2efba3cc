import NetworkModels
import NumericalMethods
import RateEngines
import Testing

/// Two stores that know parts of the same past: the whole brain is no worse than the better of them.
struct ArbitrationTests {
  /// An item of a family: what all members share, and what is its own.
  struct Member {
    let shared, own: [Int32]

    var units: [Int32] { shared + own }
    /// Half of both.
    var cue: [Int32] { Array(shared.prefix(shared.count / 2) + own.prefix((own.count + 1) / 2)) }
    var askedShared: [Int32] { Array(shared.dropFirst(shared.count / 2)) }
    var askedOwn: [Int32] { Array(own.dropFirst((own.count + 1) / 2)) }
  }

  /// Three members in each of three families.
  private func families(shared: Int) -> [Member] {
    let own = 20 - shared
    return (0..<9).map { i in
      let first = Int32(i / 3 * shared), next = Int32(3 * shared + own * i)
      return Member(shared: Array(first..<(first + Int32(shared))), own: Array(next..<(next + Int32(own))))
    }
  }

  /// A day with three presentations of each item, and a night of 100 events.
  private func night(_ number: Int, _ items: [Member], strength: Double, _ change: (inout RateParameters) -> Void = { _ in })
    -> Subject
  {
    var subject = Subject(number, change)
    subject.start(1)
    subject.learn(items.map(\.units), strength: strength, teachesCortex: true)
    subject.brain.elapse(hours: 8)
    subject.start(2)
    subject.sleep(100, Priority(salienceGain: 2, recencyGain: 2))
    subject.brain.elapse(hours: 8, asleep: true)
    return subject
  }

  /// Share of the asked features that come back, shared and own.
  private func recall(_ subject: Subject, _ items: [Member], _ lesion: TrisynapticLesion) -> [Double] {
    var right = [0.0, 0], asked = [0.0, 0]
    subject.start(3)
    for _ in 0..<3 {
      for item in items {
        let p = subject.brain.recall(item.cue, lesion: lesion, subject.workspace)
        for (i, units) in [item.askedShared, item.askedOwn].enumerated() {
          right[i] += Double(units.count { p[Int($0)] >= 0.5 })
          asked[i] += Double(units.count)
        }
      }
    }
    return zip(right, asked).map { $1 > 0 ? $0 / $1 : 1 }
  }

  /// At three overlaps, two strengths and three delays, for what a family shares and what is an item's own.
  @Test(arguments: [2, 10, 14], [0.3, 1.0])
  func theWholeIsNoWorseThanTheBetterStore(_ shared: Int, _ strength: Double) {
    let items = families(shared: shared), subjects = 6
    var sums = [[[Double]]](repeating: [[Double]](repeating: [0, 0], count: 3), count: 3)
    for number in 1...subjects {
      let evening = night(number, items, strength: strength)
      for (d, hours) in ([1, 168, 8760] as [Double]).enumerated() {
        var subject = evening
        subject.brain.elapse(hours: hours)
        for (l, lesion) in ([[], .neocortex, .hippocampus] as [TrisynapticLesion]).enumerated() {
          let found = recall(subject, items, lesion)
          for i in 0..<2 { sums[d][l][i] += found[i] / Double(subjects) }
        }
      }
    }
    for (delay, of) in zip(["an hour", "a week", "a year"], sums) {
      for (i, what) in ["shared", "own"].enumerated() {
        #expect(of[0][i] > max(of[1][i], of[2][i]) - 0.03, "\(what) after \(delay): \(of.map { $0[i] })")
      }
    }
    // Something is known of what is asked, and it fades.
    #expect(sums[0][0][1] > 0.3 && sums[0][0][1] > sums[2][0][1] + 0.05, "\(sums)")
  }

  /// Whether an answer is a store's own, but surer where that says something.
  private func leads(_ store: [Float], in answer: [Float]) -> Bool {
    let resting: Float = 0.0475
    return zip(answer, store).allSatisfy { p, own in
      if (p - own).magnitude < 1e-4 { return true }
      return p > own && own > resting
    }
  }

  /// One store leads: an answer is its own, made surer on features that it says itself; nothing of the other comes in beside.
  @Test func noFeatureComesInThatTheLeaderDoesNotSay() {
    let items = families(shared: 10)
    var led = [0, 0], isSurer = false
    for number in 1...6 {
      for strength in [0.1, 0.3, 1] {
        let evening = night(number, items, strength: strength) { Subject.quiet(&$0) }
        for hours in [1, 168, 8760] as [Double] {
          var subject = evening
          subject.brain.elapse(hours: hours)
          for item in items {
            func answer(_ lesion: TrisynapticLesion) -> [Float] {
              subject.brain.recall(item.cue, lesion: lesion, subject.workspace)
            }
            let whole = answer([]), stores = [answer(.neocortex), answer(.hippocampus)]
            let leaders = [0, 1].filter { leads(stores[$0], in: whole) }
            #expect(!leaders.isEmpty, "subject \(number), strength \(strength), \(hours) h")
            if leaders.count == 1 { led[leaders[0]] += 1 }
            if let leader = leaders.first, whole.indices.contains(where: { whole[$0] > stores[leader][$0] + 0.05 }) {
              isSurer = true
            }
          }
        }
      }
    }
    // Each of them leads at times, and the other makes it surer at times.
    #expect(led[0] > 0 && led[1] > 0 && isSurer, "\(led)")
  }
}
