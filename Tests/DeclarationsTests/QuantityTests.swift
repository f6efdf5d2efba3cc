import Declarations
import Testing

struct QuantityTests {
  static let hours: [(String, Double)] = [
    ("90 min", 1.5), ("4 h", 4), ("2 days", 48), ("30 s", 30.0 / 3600), ("1.5h", 1.5), ("1e2 h", 100),
    ("250 ms", 250.0 / 3_600_000), ("1 week", 168),
  ]

  @Test(arguments: hours) func times(_ text: String, _ hours: Double) throws {
    #expect(try Quantity.parse(text, as: .time) == hours)
  }

  @Test func rates() throws {
    #expect(try Quantity.parse("0.5 Hz", as: .rate) == 1800)
    #expect(try Quantity.parse("30/min", as: .rate) == 1800)
    #expect(try Quantity.parse("1 per hour", as: .rate) == 1)
  }

  @Test func fractions() throws {
    #expect(try Quantity.parse("40 %", as: .fraction) == 0.4)
    #expect(try Quantity.parse("0.4", as: .fraction) == 0.4)
  }

  @Test(arguments: ["nan", "inf", "", "-", ".", "1e999", "½", "min"]) func notNumbers(_ text: String) {
    #expect(throws: Quantity.Failure.notANumber) { try Quantity.parse(text, as: .number) }
  }

  @Test func unitsAreChecked() {
    #expect(throws: Quantity.Failure.unitMissing) { try Quantity.parse("4", as: .time) }
    #expect(throws: Quantity.Failure.wrongUnit("mV", suggestion: nil)) { try Quantity.parse("90 mV", as: .time) }
    #expect(throws: Quantity.Failure.wrongUnit("mins", suggestion: "min")) { try Quantity.parse("90 mins", as: .time) }
    #expect(throws: Quantity.Failure.wrongUnit("_000", suggestion: nil)) { try Quantity.parse("1_000", as: .number) }
    #expect(throws: Quantity.Failure.wrongUnit("x10", suggestion: nil)) { try Quantity.parse("0x10", as: .number) }
    #expect(throws: Quantity.Failure.wrongUnit("h", suggestion: nil)) { try Quantity.parse("4 h", as: .number) }
  }

  /// What is printed reads back to the same value.
  @Test(arguments: [0.1, 1.5, 1.0 / 3, 1e-7, 12345.678]) func roundTrip(_ value: Double) throws {
    for dimension in [Dimension.time, .rate, .number, .fraction] {
      #expect(try Quantity.parse(Quantity.format(value, as: dimension), as: dimension) == value)
    }
  }
}

struct NearMissTests {
  @Test func distances() {
    #expect(NearMiss.distance("kitten", "sitting") == 3)
    #expect(NearMiss.distance("ab", "ba") == 1)
    #expect(NearMiss.distance("", "abc") == 3)
  }

  @Test func onlyNearWordsAreOffered() {
    #expect(NearMiss.of("priorty", among: ["priority", "salience"]) == "priority")
    #expect(NearMiss.of("banana", among: ["priority", "salience"]) == nil)
    #expect(NearMiss.of("weakest", among: ["uniform", "weak_first"]) == "weak_first")
  }
}

struct ValueTests {
  @Test func jsonIsEscapedAndOrdered() {
    let value = Value.map([
      .init("b", .text("a\"\n\u{1}\u{2028}")), .init("a", .list([.number(0.1), .number(.nan), .integer(-3), .null])),
    ])
    #expect(value.json(indent: nil) == #"{"b": "a\"\n\u0001\u2028", "a": [0.1, null, -3, null]}"#)
  }

  @Test func numbersAreShortest() {
    #expect(Value.format(0.1) == "0.1")
    #expect(Value.format(3) == "3")
    #expect(Value.format(-0.0) == "0")
  }
}
