import Analysis

/// How alike a part's codes of the memories are, before and after: a matrix for each part.
struct SimilarityFigure {
  let results: Results
  let branch: String
  let isSettled: Bool

  var figure: Figure? {
    let all = results.similarities.filter { s in
      let state = results.index.states[s.state]
      return s.isSettled == isSettled && s.memories.count > 1 && results.index.parts.indices.contains(s.part)
        && Results.leads(state.branch, to: branch)
    }
    // Of the lesions the first that was tested.
    guard let first = all.first?.state, let end = all.last.map({ results.index.states[$0.state] }) else { return nil }
    let lesion = results.index.states[first].lesion
    let last = all.last { results.index.states[$0.state].lesion == lesion }?.state ?? first
    let states = first == last ? [first] : [first, last]
    var content: Markup = "<g shape-rendering=\"crispEdges\">", texts: Markup = "", rows: [[String]] = []
    let side = 150.0, left = 92.0, top = 34.0, parts = results.index.parts.map(PartName.title)
    let width = max(720, left + Double(parts.count) * (side + 8) - 4)
    for (r, state) in states.enumerated() {
      let dy = top + Double(r) * (side + 26), place = results.index.states[state]
      texts +=
        "<text x=\"\(left - 10)\" y=\"\(dy + side / 2)\" text-anchor=\"end\" font-size=\"12\" fill=\"currentColor\">\(Layout.pad(place.label, 12).trimmed)</text>"
      for similarity in all where similarity.state == state {
        let dx = left + Double(similarity.part) * (side + 8), n = similarity.memories.count, cell = side / Double(n)
        if r == 0 {
          texts +=
            "<text x=\"\(dx + side / 2)\" y=\"20\" text-anchor=\"middle\" font-size=\"13\" font-weight=\"600\" fill=\"currentColor\">\(Layout.pad(parts[similarity.part], 18).trimmed)</text>"
        }
        for (i, row) in similarity.means.enumerated() {
          let a = results.index.memories[similarity.memories[i]].name
          for (j, value) in row.enumerated() {
            guard let value else { continue }
            let b = results.index.memories[similarity.memories[j]].name
            content +=
              "<rect x=\"\(dx + Double(j) * cell)\" y=\"\(dy + Double(i) * cell)\" width=\"\(cell + 0.3)\" height=\"\(cell + 0.3)\" fill=\"\(Palette.viridis((value + 0.2) / 1.2))\"><title>\(a), \(b): \(Layout.number(value))</title></rect>"
            if j > i { rows.append([place.label, parts[similarity.part], a, b, Tables.number(value)]) }
          }
        }
      }
    }
    let height = top + Double(states.count) * (side + 26) + 26
    for k in 0..<60 {
      content +=
        "<rect x=\"\(left + Double(k) * 4)\" y=\"\(height - 26)\" width=\"4.3\" height=\"10\" fill=\"\(Palette.viridis(Double(k) / 59))\"/>"
    }
    content +=
      "</g>\(texts)<text x=\"\(left)\" y=\"\(height - 4)\" font-size=\"11\" fill=\"currentColor\">−.2</text><text x=\"\(left + 240)\" y=\"\(height - 4)\" text-anchor=\"end\" font-size=\"11\" fill=\"currentColor\">1</text><text x=\"\(left + 252)\" y=\"\(height - 17)\" font-size=\"11\" fill=\"currentColor\">correlation of two codes</text>"
    let place = branch.isEmpty ? "" : ", “\(branch)”", kind = isSettled ? "after settling" : "initial response"
    return Figure(
      id: "similarity-\(isSettled ? "settled" : "initial")-" + Slug.of(branch),
      title: "How alike the codes of memories are, \(kind)\(place)",
      caption:
        "Pearson's correlation of the binary codes of each two memories, mean over n = \(results.subjects) subjects, at \(states.count == 1 ? "“\(results.index.states[first].label)”" : "“\(results.index.states[first].label)” and “\(end.label)”")\(lesion == "none" ? "" : " with \(lesion) silenced"). Rows and columns: the memories in the order of the materials; bright blocks are families with a common code.",
      drawing: Drawing(
        width: width, height: height, content: content, words: "Similarity matrices of \(Results.list(parts))."),
      csv: Figure.csv(["label", "part", "memory", "other", "correlation"], rows))
  }
}
