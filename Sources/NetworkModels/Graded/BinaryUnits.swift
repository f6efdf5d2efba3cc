import Declarations

/// Units of a layer that are active or not, as many of them as inhibition lets.
package struct BinaryUnits: Sendable, Equatable {
  package var active = 1
  package var temperature = 0.0

  package init() {}
}

extension BinaryUnits: Declared {
  package static let declaration = Declaration<Self>(
    "binary",
    "Units that are active (1) or not (0) instead of graded: in every cycle those of a pool with the largest noisy input. Units that are "
      + "shown something active always win. All layers change at once.",
    equation:
      "x = Σ absolute Σ act w + temperature ln(u/(1 − u)), u uniform in (0, 1): a unit is active with the probability "
      + "1/(1 + exp((I − Σ absolute Σ act w)/temperature)), with the inhibition I of its pool at which the wanted number is active",
    references: ["Murre1996", "Meeter2005"],
    fields: [
      .integer("active", \.active, 1...100_000, "active units of a pool", source: "Meeter2005"),
      .number(
        "temperature", \.temperature, .number, 0...1000, "how random they are, in units of input; ties go to the first",
        source: "convention"),
    ])
}
