import Declarations
import Recordings

/// The night player's map of a brain: a box for each part, pathways between them, and what lights up in a replay or a rehearsal.
struct BrainMap {
  /// A part on the map.
  struct Box {
    var name: String
    var x, y, width, height: Double
  }

  /// What an event lights up, one after the other: positions among boxes, and all at once: positions among pathways.
  struct Course {
    var boxes: [Int]
    var paths: [Int]
  }

  var height: Double
  var boxes: [Box]
  /// As SVG has them.
  var paths: [String]
  var replay: Course
  var rehearsal: Course
  /// What is seen.
  var caption: String

  static let width = 720.0

  /// The map of known parts; else a layered one of the parts, or of the stores where there are no parts.
  init(_ index: Index) {
    if index.parts == Self.trisynapticParts {
      self = Self.trisynaptic
    } else {
      self.init(layered: index.parts.isEmpty ? index.stores.map(\.name) : index.parts)
    }
  }

  private init(height: Double, boxes: [Box], paths: [String], replay: Course, rehearsal: Course, caption: String) {
    (self.height, self.boxes, self.paths) = (height, boxes, paths)
    (self.replay, self.rehearsal, self.caption) = (replay, rehearsal, caption)
  }

  private static let trisynapticParts = ["dentate_gyrus", "ca3", "ca1", "neocortex"]

  /// Hippocampus below, neocortex above; entorhinal cortex is drawn too, whose codes are the memories' features.
  private static let trisynaptic = BrainMap(
    height: 330,
    boxes: [
      Box(name: "dentate gyrus", x: 20, y: 216, width: 150, height: 96), Box(name: "CA3", x: 196, y: 216, width: 150, height: 96),
      Box(name: "CA1", x: 372, y: 216, width: 150, height: 96),
      Box(name: "entorhinal cortex", x: 548, y: 216, width: 152, height: 96),
      Box(name: "neocortex", x: 196, y: 28, width: 504, height: 116),
    ],
    // Mossy fibres, Schaffer collaterals, output, cortical, perforant.
    paths: ["M170 264H196", "M346 264H372", "M522 264H548", "M680 216V144", "M624 312V322H95V312"],
    replay: Course(boxes: [1, 2, 3, 4], paths: [1, 2, 3]), rehearsal: Course(boxes: [4, 3], paths: [3]),
    caption:
      "Each dot is a memory, in every region that holds it. In NREM sleep a ripple starts in CA3 and runs through CA1 and entorhinal cortex to neocortex; in REM sleep the hippocampus is silent and neocortex rehearses. Dentate gyrus separates codes while awake and takes no part in replay."
  )

  private static let columns = 4

  /// Parts in their order, in rows from left to right and from top to bottom; an event lights up all of them.
  private init(layered names: [String]) {
    let width = 150.0, step = 176.0, row = 140.0, tall = 96.0
    boxes = names.enumerated().map { i, name in
      Box(
        name: Layout.pad(PartName.title(name), 18).trimmed, x: 20 + Double(i % Self.columns) * step,
        y: 28 + Double(i / Self.columns) * row, width: width, height: tall)
    }
    paths = zip(boxes, boxes.dropFirst()).map { a, b in
      let number = { (x: Double) in Value.format(x) }, middle = a.x + a.width / 2, bottom = a.y + a.height
      return a.y == b.y
        ? "M\(number(a.x + a.width)) \(number(a.y + tall / 2))H\(number(b.x))"
        : "M\(number(middle)) \(number(bottom))V\(number(bottom + 10))H\(number(b.x - 10))V\(number(b.y + tall / 2))H\(number(b.x))"
    }
    let course = Course(boxes: Array(boxes.indices), paths: Array(paths.indices))
    (replay, rehearsal) = (course, course)
    height = Double((names.count + Self.columns - 1) / Self.columns) * row
    caption = "Each dot is a memory, in every part of the network. What is replayed lights up in all of them, in their order."
  }

  /// For the script.
  var value: Value {
    .object([
      "width": .number(Self.width), "height": .number(height),
      "boxes": .list(
        boxes.map {
          .object([
            "name": .text($0.name), "x": .number($0.x), "y": .number($0.y), "width": .number($0.width),
            "height": .number($0.height),
          ])
        }), "paths": .list(paths.map(Value.text)),
    ])
  }
}

extension BrainMap.Course {
  /// For the script, with the colour of such events and what the story says of them.
  func value(colour: String, words: String) -> Value {
    .object([
      "boxes": .list(boxes.map(Value.integer)), "paths": .list(paths.map(Value.integer)), "colour": .text(colour),
      "words": .text(words),
    ])
  }
}
