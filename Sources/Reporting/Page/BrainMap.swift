import Analysis
import Declarations
import Recordings

/// The night player's map of a brain: a box for each part, pathways between them, and what lights up in a replay or a rehearsal. All of it
/// follows from the brain's own description.
struct BrainMap {
  /// A part on the map.
  struct Box {
    var name: String
    var x, y, width, height: Double
    /// From the top.
    var row: Int
  }

  /// A line between two parts, whichever way signals go; `d` as SVG has it.
  struct Path {
    var d: String
    var ends: [Index.Network.Link]
  }

  /// What an event lights up, one after the other: positions among boxes, and all at once: positions among paths.
  struct Course {
    var boxes: [Int]
    var paths: [Int]
  }

  private(set) var height: Double
  private(set) var boxes: [Box]
  private(set) var paths: [Path]
  private(set) var replay: Course
  private(set) var rehearsal: Course
  /// What is seen.
  private(set) var caption: String

  static let width = 720.0
  private static let columns = 4, step = 176.0

  init(_ index: Index) {
    var network = index.network
    if network.parts.isEmpty {
      network.parts = index.parts.isEmpty ? index.stores.map(\.name) : index.parts
      network.links = network.parts.indices.dropFirst().map { .init(from: $0 - 1, to: $0) }
    }
    (boxes, height) = Self.laidOut(network)
    let lines = Self.lines(network, boxes)
    paths = lines
    let all = Array(network.parts.indices)
    func course(_ parts: [Int]) -> Course {
      let parts = parts.isEmpty ? all : parts
      let forward = lines.indices.filter { path in
        lines[path].ends.contains { link in
          guard let from = parts.firstIndex(of: link.from), let to = parts.firstIndex(of: link.to) else { return false }
          return from < to
        }
      }
      return Course(boxes: parts, paths: forward)
    }
    (replay, rehearsal) = (course(network.replay), course(network.rehearsal))
    caption = Self.caption(network)
  }

  /// Rows from the top: the last store first, so that what a memory reaches last stands above what it comes from; parts of no store beside
  /// the first store's. A row above others is spread out.
  private static func laidOut(_ network: Index.Network) -> (boxes: [Box], height: Double) {
    func store(_ part: Int) -> Int { network.stores.indices.contains(part) ? network.stores[part] ?? -1 : -1 }
    let first = network.stores.compactMap(\.self).min() ?? -1
    // Strays behind the first store's parts.
    let groups = Dictionary(grouping: network.parts.indices) { max(store($0), first) }
      .sorted { $0.key > $1.key }.map { group in group.value.sorted { (-store($0), $0) < (-store($1), $1) } }
    var boxes = network.parts.map { name in
      Box(name: Layout.pad(PartName.title(name), 18).trimmed, x: 0, y: 0, width: 0, height: 0, row: 0)
    }
    var y = 28.0, row = 0
    for (g, group) in groups.enumerated() {
      let isSpread = g + 1 < groups.count && group.count < columns, tall = isSpread ? 116.0 : 96
      for start in stride(from: 0, to: group.count, by: columns) {
        let members = group[start..<min(start + columns, group.count)]
        for (i, part) in members.enumerated() {
          (boxes[part].y, boxes[part].height, boxes[part].row) = (y, tall, row)
          if isSpread {
            let gap = 26.0, wide = (504 - gap * Double(members.count - 1)) / Double(members.count)
            (boxes[part].x, boxes[part].width) = (196 + Double(i) * (wide + gap), wide)
          } else {
            (boxes[part].x, boxes[part].width) = (20 + Double(i) * step, i + 1 == columns ? 152 : 150)
          }
        }
        let isLast = start + columns >= group.count
        y += tall + (isLast && g + 1 < groups.count ? 72 : isLast ? 18 : 44)
        row += 1
      }
    }
    return (boxes, y)
  }

  /// A line for each pair of parts between which signals go.
  private static func lines(_ network: Index.Network, _ boxes: [Box]) -> [Path] {
    var paths: [Path] = [], numbers: [Set<Int>: Int] = [:]
    for link in network.links where link.from != link.to {
      let pair: Set = [link.from, link.to]
      if let known = numbers[pair] {
        paths[known].ends.append(link)
      } else {
        numbers[pair] = paths.count
        paths.append(Path(d: line(boxes[link.from], boxes[link.to]), ends: [link]))
      }
    }
    return paths
  }

  /// Neighbours are joined side by side, others of a row below it, rows by a step.
  private static func line(_ a: Box, _ b: Box) -> String {
    func number(_ x: Double) -> String { Value.format(x.rounded()) }
    let middles = [a, b].map { $0.x + $0.width / 2 }
    if a.row == b.row {
      let (left, right) = a.x < b.x ? (a, b) : (b, a), gap = right.x - left.x - left.width
      if gap < 30 { return "M\(number(left.x + left.width)) \(number(left.y + left.height / 2))H\(number(right.x))" }
      let bottom = a.y + a.height
      return "M\(number(middles[0])) \(number(bottom))V\(number(bottom + 10))H\(number(middles[1]))V\(number(bottom))"
    }
    let (upper, lower) = a.row < b.row ? (a, b) : (b, a), bottom = upper.y + upper.height
    let left = max(upper.x, lower.x), right = min(upper.x + upper.width, lower.x + lower.width)
    if right - left >= 40 { return "M\(number(right - 20)) \(number(lower.y))V\(number(bottom))" }
    let isLeft = upper.x < lower.x
    let from = isLeft ? lower.x + 20 : lower.x + lower.width - 20, to = isLeft ? upper.x + upper.width - 20 : upper.x + 20
    return "M\(number(from)) \(number(lower.y))V\(number((lower.y - 19 + bottom) / 2))H\(number(to))V\(number(bottom))"
  }

  private static func caption(_ network: Index.Network) -> String {
    let dots = "Each dot is a memory, in every part of the network."
    let all = Array(network.parts.indices), courses = [network.replay, network.rehearsal]
    func names(_ parts: [Int]) -> String { Results.list(parts.map { PartName.title(network.parts[$0]) }) }
    guard courses.contains(where: { !$0.isEmpty && $0 != all }) else {
      return dots + " What is replayed lights up in all of them, in their order."
    }
    let stages = zip(["NREM", "REM"], courses).compactMap { stage, course in
      course.isEmpty ? nil : "in \(stage) sleep an event runs through \(course == all ? "all of them" : names(course))"
    }
    let idle = all.filter { part in !courses.contains { $0.contains(part) } }
    let rest = idle.isEmpty ? "" : " No part in replay has \(names(idle))."
    let sentence = stages.joined(separator: "; ")
    return "\(dots) \(sentence.prefix(1).uppercased())\(sentence.dropFirst()).\(rest)"
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
        }), "paths": .list(paths.map { .text($0.d) }),
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
