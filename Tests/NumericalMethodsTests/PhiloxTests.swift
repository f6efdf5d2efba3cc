import CGSL
import CKernels
import NumericalMethods
import Testing

struct PhiloxTests {
  /// Known-answer vectors of Random123 (kat_vectors, philox4x32 10): counter, key, result.
  @Test func knownAnswers() {
    typealias Words = Philox.Counter
    let ones = UInt32.max
    let cases: [(Words, UInt64, Words)] = [
      ((0, 0, 0, 0), 0, (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)),
      ((ones, ones, ones, ones), .max, (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)),
      (
        (0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), 0x299f_31d0_a409_3822,
        (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
      ),
    ]
    for (counter, key, expected) in cases { #expect(Philox.block(counter, key: key) == expected) }
  }

  @Test func streamsWithOtherNamesDiffer() {
    func words(_ seed: UInt64, _ subject: Int, _ purpose: Purpose) -> [UInt32] {
      var stream = RandomStream(seed: seed, subject: subject, purpose: purpose)
      return (0..<8).map { _ in stream.word() }
    }
    let base = words(1, 1, Purpose(.sleep, 1))
    #expect(base == words(1, 1, Purpose(.sleep, 1)))
    for other in [
      words(2, 1, Purpose(.sleep, 1)), words(1, 2, Purpose(.sleep, 1)), words(1, 1, Purpose(.sleep, 2)),
      words(1, 1, Purpose(.wake, 1)),
    ] {
      #expect(other != base)
    }
  }

  /// A part begins at the block whose upper word is its number; part 0 is the beginning of the stream.
  @Test func partsOfAStream() {
    let key = StreamKey(seed: 7, subject: 3, purpose: Purpose(.test))
    for part in [0, 1, 80_000] {
      var stream = RandomStream(key, part: part)
      let block = Philox.block((0, UInt32(part), key.subject, key.purpose), key: key.seed)
      #expect((0..<4).map { _ in stream.word() } == [block.0, block.1, block.2, block.3])
    }
    var whole = RandomStream(key), first = RandomStream(key, part: 0)
    #expect((0..<8).map { _ in whole.word() } == (0..<8).map { _ in first.word() })
  }

  /// Whole numbers below n come equally often: chi-squared with 9 degrees of freedom, false alarm below 1e-6.
  @Test func belowIsUniform() {
    var stream = RandomStream(seed: 5, subject: 0, purpose: Purpose(.test)), counts = [Double](repeating: 0, count: 10)
    for _ in 0..<100_000 { counts[stream.below(10)] += 1 }
    let chi = counts.reduce(0) { $0 + ($1 - 10_000) * ($1 - 10_000) / 10_000 }
    #expect(gsl_cdf_chisq_Q(chi, 9) > 1e-6)
  }

  @Test func samplesAreDifferentAndComplete() {
    var stream = RandomStream(seed: 5, subject: 0, purpose: Purpose(.test))
    #expect(Set(stream.sample(10, of: Array(0..<10))) == Set(0..<10))
    #expect(Set(stream.sample(4, of: Array(0..<10))).count == 4)
    #expect(stream.sample(4, of: [1]) == [1])
  }

  /// GSL's distributions run on the stream: same words, and moments of a gamma within five standard errors.
  @Test func gslRunsOnIt() throws {
    let stream = RandomStream(seed: 9, subject: 3, purpose: Purpose(.individual))
    var copy = stream
    guard var random = GSLRandom(stream) else {
      Issue.record("no memory")
      return
    }
    for _ in 0..<10 { #expect(random.word() == copy.word()) }
    var moments = Moments()
    for _ in 0..<20_000 { moments.add(random.gamma(shape: 4, scale: 0.5)) }
    #expect((moments.mean - 2).magnitude < 5 * (1 / 20_000.0).squareRoot())
    #expect((moments.variance - 1).magnitude < 0.1)
  }

  /// GSL reports errors instead of aborting the process.
  @Test func gslErrorsAreErrors() {
    #expect(GSL.isReady)
    #expect(throws: GSLError.self) { try GSL.check(Int32(GSL_EDOM), in: "test") }
    #expect(GSLError(status: Int32(GSL_EDOM), function: "f").description.contains("domain"))
  }
}
