import Declarations
import NumericalMethods

/// Drawn digits, a set of a subject's own.
package struct DigitSet: Sendable, Equatable {
  package var grid = 14
  package var training = 100
  package var testing = 30
  package var jitter = 0.05
  package var slant = 0.25
  package var noise = 0.05

  package init() {}

  /// Two digits are a task: 0 and 1, 2 and 3, …
  package static let perTask = 2
  package static let tasks = HandDrawing.strokes.count / perTask
  package static let classes = HandDrawing.strokes.count
}

extension DigitSet: MaterialGenerator {
  package static var gives: String { "images of classes, which are no items, to a feed-forward network" }
  package var outline: [ItemOutline] { [] }
  package func demand(_ layer: InputLayer) -> Int { 0 }
  package func realize(
    name: String, layer: InputLayer, pool: inout UnitPool, others: [String: Material], random: inout RandomStream
  ) -> Material { Material(name: name, items: []) }

  package static let declaration = Declaration<Self>(
    "digits",
    "Images of the ten digits, drawn for every subject anew: the bends of each digit's stroke are moved at random, and the whole is slanted, "
      + "stretched, moved and drawn with a pen of random width. Digits 0 and 1 are task 1, 2 and 3 task 2, and so on.",
    equation: "pixel = clip(1 − (d − width/2)/.07 + noise), d: distance of its centre from the stroke, in sides of the image",
    fields: [
      .integer("grid", \.grid, 8...32, "side of an image (pixels)", source: "convention"),
      .integer("training", \.training, 1...2000, "training examples of each digit", source: "convention"),
      .integer("testing", \.testing, 1...2000, "test examples of each digit, others than these", source: "convention"),
      .number("jitter", \.jitter, .number, 0...0.5, "SD of the bends' places, in sides of the image", source: "convention"),
      .number("slant", \.slant, .number, 0...1, "largest shear to either side", source: "convention"),
      .number("noise", \.noise, .number, 0...1, "SD of the noise of a pixel", source: "convention"),
    ])
}

/// Images and the digits that they show.
package struct Digits: Sendable, Equatable {
  /// One after another, row by row.
  package var pixels: [Float] = []
  package var labels: [Int] = []

  package var count: Int { labels.count }
  /// Which task an example belongs to, from 0.
  package func task(_ example: Int) -> Int { labels[example] / DigitSet.perTask }

  /// Numbers of the examples of some tasks.
  package func examples(of tasks: Set<Int>) -> [Int] { labels.indices.filter { tasks.contains(task($0)) } }
}

extension DigitSet {
  package func draw(_ random: inout RandomStream) -> (training: Digits, testing: Digits) {
    func some(_ each: Int) -> Digits {
      var digits = Digits()
      for label in 0..<Self.classes {
        for _ in 0..<each {
          HandDrawing(of: label, self, &random).render(grid, noise: noise, into: &digits.pixels, &random)
          digits.labels.append(label)
        }
      }
      return digits
    }
    let training = some(training)
    return (training, some(testing))
  }
}
