import Declarations

/// Short-term depression of every single synapse in sleep.
package struct SynapticDepression: Sendable, Equatable {
  package var build = 0.0007
  package var recovery = 0.0005

  package init() {}
}

extension SynapticDepression: Declared {
  package static let declaration = Declaration<Self>(
    "depression",
    "Short-term depression of every single synapse in autonomous sleep: attractors that are visited tire. Awake there is none.",
    equation: "C += build (1 − C) s r w (1 − C)² − recovery C; a synapse transmits w (1 − C)²",
    references: ["Singh2022"],
    fields: [
      .number("build", \.build, .number, 0...1, "build-up per cycle", source: "Singh2022"),
      .number("recovery", \.recovery, .number, 0...1, "recovery per cycle", source: "Singh2022"),
    ])
}
