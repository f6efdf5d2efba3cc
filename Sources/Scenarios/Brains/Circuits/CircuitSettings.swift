import Declarations
import NetworkModels

/// A network of freely spiking neurons, described in full by the scenario.
package struct CircuitSettings: BrainSettings, Marked {
  package var step = 0.1
  package var populations: [Named<PopulationSettings>] = []
  package var pathways: [Named<PathwaySettings>] = []
  package var stores: [NamedParts] = []
  package var surface: CircuitSurface?
  package var mark = Mark(file: "", line: 1, column: 1)

  package init() {}

  package static let declaration = Declaration<Self>(
    "circuit",
    "A network of freely spiking neurons: populations and the pathways between them. It lives explore, observe and change; with a "
      + "'surface' it holds items, and lives study and probe.",
    references: ["Brette2007"],
    fields: [
      .number("step", \.step, .duration, 0.001...10, "time step", source: "Brette2007"),
      .named("populations", \.populations, "neurons with the same parameters, by name", count: 1...64, required: true),
      .named("pathways", \.pathways, "synapses between populations, by name", count: 0...256),
      .nested("surface", \.surface, "where items are written and read; without it the circuit holds none"),
      NamedParts.field("stores", \.stores, "names that stand for several populations: where memories live"),
    ])

  package static var noun: String { "a circuit" }
  package static var ownPhases: String { "explore, observe or change" }

  package var map: BrainMap {
    var map = BrainMap()
    (map.parts, map.wires) = (populations.map(\.name), pathways.map(\.name))
    map.stores = stores.map { .init($0.name, parts: $0.parts) }
    guard let surface else { return map }
    map.surface = surface.inputLayer
    map.answering = [surface.answers]
    map.coded = stores.flatMap(\.parts).filter { $0 != surface.answers && $0 != surface.population }
    map.abilities = [.items, .erasure, .traces, .recognition]
    return map
  }

  package var description: String { "a circuit of \(neurons) spiking neurons" }
  package var size: String { "\(neurons) neurons" }

  /// Those that would change something in it.
  package var ablations: [Ablation] {
    let pathways = pathways.map(\.value), isPlastic = pathways.contains(where: \.isPlastic)
    let all: [(Ablation, Bool)] = [
      (.noPlasticity, isPlastic), (.noInhibitoryPlasticity, pathways.contains { $0.inhibitory != nil }),
      (.noShortTerm, pathways.contains { $0.shortTerm != nil }),
      (.noAdaptation, populations.contains { $0.value.adaptive != nil }),
      (.noRecurrence, pathways.contains(where: isRecurrent)), (.shuffledWeights, isPlastic),
    ]
    return all.filter(\.1).map(\.0)
  }

  /// Whether a pathway excites the population that it comes from.
  package func isRecurrent(_ pathway: PathwaySettings) -> Bool {
    guard pathway.from == pathway.to, let target = populations.first(where: { $0.name == pathway.to })?.value,
      let receptor = target.receptors.first(where: { $0.name == pathway.receptor })?.value
    else { return false }
    if let neuron = target.leaky, neuron.synapses == .conductances { return receptor.reversal > neuron.threshold }
    if let neuron = target.adaptive { return receptor.reversal > neuron.onset }
    return (pathway.weight ?? pathway.weights?.high ?? 0) > 0 || pathway.isPlastic && pathway.largest > 0
  }

  package func check(_ reader: inout Reader) {
    _ = network(&reader)
    for store in stores { for name in store.parts { _ = population(name, at: store.mark, &reader) } }
    surface?.check(self, &reader)
  }

  static let mostNeurons = 20_000_000

  /// Neurons of all populations.
  package var neurons: Int { populations.reduce(0) { $0 + $1.value.count } }

  /// Number of the population called `name`.
  package func number(of name: String) -> Int? { populations.firstIndex { $0.name == name } }

  /// Number of the population called `name`; reports if there is none.
  package func population(_ name: String, at mark: Mark, _ reader: inout Reader) -> Int? {
    reader.position(of: name, among: populations.map(\.name), "population", at: mark)
  }

  /// Number of the pathway called `name`; reports if there is none.
  package func pathway(_ name: String, at mark: Mark, _ reader: inout Reader) -> Int? {
    reader.position(of: name, among: pathways.map(\.name), "pathway", at: mark)
  }

  /// The populations and pathways as the engine takes them; what does not fit together is reported where it stands.
  package func network(_ reader: inout Reader) -> (populations: [Population], pathways: [Pathway]) {
    if neurons > Self.mostNeurons {
      reader.report("a circuit of \(neurons) neurons", at: mark, expected: "at most \(Self.mostNeurons)")
      return ([], [])
    }
    let made = populations.compactMap { $0.value.population(named: $0.name, step: step, at: $0.mark, &reader) }
    guard made.count == populations.count else { return (made, []) }
    return (made, pathways.compactMap { $0.value.pathway(named: $0.name, at: $0.mark, in: self, made, &reader) })
  }
}
