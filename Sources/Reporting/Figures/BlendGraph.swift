import Analysis
import NumericalMethods

/// Who is blended with whom: an arrow from a memory to the one whose features come back in its place.
struct BlendGraph {
  let results: Results
  let branch: String
  let label: String

  private static let most = 60

  var figure: Figure? {
    guard
      let state = results.state(branch, label, "none")
        ?? results.states.last(where: { $0.state.branch == branch && $0.state.label == label })
    else { return nil }
    var edges: [(from: Int, to: Int, share: Double)] = []
    for (m, cell) in state.memories.enumerated() {
      for partner in cell?.fate.notablePartners ?? [] {
        edges.append((m, partner.memory, partner.share))
      }
    }
    guard !edges.isEmpty else { return nil }
    edges.sort { ($1.share, $0.from, $0.to) < ($0.share, $1.from, $1.to) }
    let total = Set(edges.flatMap { [$0.from, $0.to] }).count
    var nodes: [Int] = [], drawn: [(from: Int, to: Int, share: Double)] = []
    for e in edges {
      let new = [e.from, e.to].filter { !nodes.contains($0) }
      guard nodes.count + new.count <= Self.most else { continue }
      nodes += new
      drawn.append(e)
    }
    nodes.sort()
    let silenced = state.state.lesion == "none" ? "" : ", \(state.state.lesion) silenced"
    return Figure(
      id: "blends-" + Slug.of(branch), title: "Who is blended with whom at “\(label)”\(branch.isEmpty ? "" : " in “\(branch)”")",
      caption:
        "An arrow leads from a memory to the one whose features came back in its place, as wide as often (from \(Layout.number(Fate.notable)) of its retrievals on; n = \(results.subjects) subjects)\(silenced). Circles stand in the order of the materials, so that neighbours are family.\(total > nodes.count ? " The \(nodes.count) memories with the widest arrows, of \(total)." : "")",
      drawing: drawing(nodes, drawn, state),
      key: [("kept", Palette.fate("kept")), ("blended", Palette.purple), ("forgotten", Palette.grey), ("other", Palette.yellow)],
      csv: Figure.csv(
        ["memory", "partner", "share"],
        edges.map { [results.index.memories[$0.from].name, results.index.memories[$0.to].name, Tables.number($0.share)] }))
  }

  private func drawing(_ nodes: [Int], _ edges: [(from: Int, to: Int, share: Double)], _ state: Results.State) -> Drawing {
    let width = 720.0, height = 520.0, radius = 190.0, middle = (width / 2, height / 2)
    func angle(_ i: Int) -> Double { 2 * Double.pi * (Double(i) / Double(nodes.count) - 0.25) }
    func point(_ i: Int, _ r: Double) -> (Double, Double) {
      (middle.0 + r * Elementary.cos(angle(i)), middle.1 + r * Elementary.sin(angle(i)))
    }
    var content: Markup = ""
    for e in edges {
      guard let i = nodes.firstIndex(of: e.from), let j = nodes.firstIndex(of: e.to) else { continue }
      let a = point(i, radius - 8), b = point(j, radius - 12)
      let (cx, cy) = ((a.0 + b.0) / 2 * 0.5 + middle.0 * 0.5, (a.1 + b.1) / 2 * 0.5 + middle.1 * 0.5)
      let (ux, uy) = (b.0 - cx, b.1 - cy), length = max((ux * ux + uy * uy).squareRoot(), 1e-6)
      let (dx, dy) = (ux / length * 8, uy / length * 8)
      let title = "\(results.index.memories[e.from].name) → \(results.index.memories[e.to].name): \(Layout.number(e.share))"
      content +=
        "<path d=\"M\(a.0) \(a.1)Q\(cx) \(cy) \(b.0) \(b.1)\" fill=\"none\" stroke=\"\(Palette.purple)\" stroke-opacity=\".7\" stroke-width=\"\(1 + 8 * e.share)\"><title>\(title)</title></path>"
      content +=
        "<path d=\"M\(b.0) \(b.1)L\(b.0 - dx - dy / 2) \(b.1 - dy + dx / 2)L\(b.0 - dx + dy / 2) \(b.1 - dy - dx / 2)Z\" fill=\"\(Palette.purple)\"/>"
    }
    for (i, m) in nodes.enumerated() {
      let p = point(i, radius), t = point(i, radius + 12), side = Elementary.cos(angle(i))
      let word = state.memories[m]?.fate.leaning ?? ""
      content +=
        "<circle cx=\"\(p.0)\" cy=\"\(p.1)\" r=\"7\" fill=\"\(Palette.fate(word))\"><title>\(results.index.memories[m].name): \(word)</title></circle><text x=\"\(t.0)\" y=\"\(t.1 + 4 + 6 * Elementary.sin(angle(i)))\" text-anchor=\"\(side < -0.25 ? "end" : side > 0.25 ? "start" : "middle")\" font-size=\"12\" fill=\"currentColor\">\(Layout.pad(results.index.memories[m].name, 18).trimmed)</text>"
    }
    return Drawing(
      width: width, height: height, content: content,
      words: "Graph of \(nodes.count) memories with \(edges.count) arrows to those they are blended with.")
  }
}
