import NumericalMethods

/// What the layers of a network show in a trial, by the layers' names.
package struct LayerPattern: Sendable, Equatable {
  package var layer: String
  package var values: [Float]

  package init(_ layer: String, _ values: [Float]) {
    self.layer = layer
    self.values = values
  }

  /// The pattern in which these units are active.
  package init(_ layer: String, units: Int, active: some Sequence<Int>, at value: Float = 1) {
    var values = [Float](repeating: 0, count: units)
    for i in active where values.indices.contains(i) { values[i] = value }
    self.init(layer, values)
  }
}

/// One trial of a task: what is shown, and what is to be produced.
package struct LayerTrial: Sendable, Equatable {
  /// Which item it is of, and which group of the material it belongs to.
  package var item: Int
  package var group: String
  package var shown: [LayerPattern]
  package var wanted: [LayerPattern]

  package init(item: Int, group: String, shown: [LayerPattern], wanted: [LayerPattern]) {
    (self.item, self.group, self.shown, self.wanted) = (item, group, shown, wanted)
  }
}

/// A task of a network of layers, made for one subject.
package protocol LayerTask: Sendable {
  /// Items, as a whole, in all layers: what a replay is compared with.
  var items: [[LayerPattern]] { get }
  /// Names of the groups of its tests, in order.
  var groups: [String] { get }
  /// Names of the relations between two different items.
  var relations: [String] { get }
  /// Trials of an epoch, in order.
  func epoch(_ random: inout RandomStream) -> [LayerTrial]
  /// Trials of an epoch of one group.
  func epoch(of group: String, _ random: inout RandomStream) -> [LayerTrial]
  /// Whether what the layers that are asked for have answered to a test counts as right.
  func isRight(_ trial: LayerTrial, _ answers: [[Float]]) -> Bool
  var tests: [LayerTrial] { get }
  /// How item `b` is related to item `a`.
  func relations(of a: Int, to b: Int) -> [String]
  /// Units that a test asks for, pattern by pattern of those that are wanted: what retrievals of an item are scored on.
  func asked(_ trial: LayerTrial) -> [[Int]]
  /// Pools of equal size of a layer: what was never learnt is made of other units of the same pools.
  func pools(_ layer: String) -> Int
}

extension LayerTask {
  package func epoch(of group: String, _ random: inout RandomStream) -> [LayerTrial] {
    epoch(&random).filter { $0.group == group }
  }

  /// Every unit on the right side of one half.
  package func isRight(_ trial: LayerTrial, _ answers: [[Float]]) -> Bool {
    zip(trial.wanted, answers).allSatisfy { zip($0.values, $1).allSatisfy { ($0 - $1).magnitude < 0.5 } }
  }

  package var relations: [String] { [] }
  package func relations(of a: Int, to b: Int) -> [String] { [] }

  /// All units but those that the test shows in the same layer.
  package func asked(_ trial: LayerTrial) -> [[Int]] {
    trial.wanted.map { wanted in
      let shown = trial.shown.first { $0.layer == wanted.layer }?.values
      return wanted.values.indices.filter { (shown?[$0] ?? 0) <= 0.5 }
    }
  }

  package func pools(_ layer: String) -> Int { 1 }
}

/// A material that gives trials for named layers of a network.
package protocol TrialGenerator: MaterialGenerator {
  /// Layers that it shows or wants patterns of, and how many units each must have (nil: any).
  var layers: [(name: String, units: Int?)] { get }
  /// The task of one subject; `units`: sizes of layers.
  func task(_ units: (String) -> Int, _ random: inout RandomStream) -> any LayerTask
  /// Names of groups and relations, which do not depend on the subject.
  var groups: [String] { get }
  var relations: [String] { get }
  /// Whether tests show some units of the layers that they ask for.
  var completes: Bool { get }
}

extension TrialGenerator {
  package var completes: Bool { false }
  package static var gives: String { "trials for named layers (its items have fates)" }
  package func demand(_ layer: InputLayer) -> Int { 0 }
  package func realize(
    name: String, layer: InputLayer, pool: inout UnitPool, others: [String: Material], random: inout RandomStream
  ) -> Material { Material(name: name, items: []) }
}
