import Analysis

/// Every memory at the end of a branch, as a table.
struct MemorySection {
  let results: Results
  let branch: String
  let label: String

  /// Rows of a table, at most.
  private static let most = 200

  var markup: Markup {
    let columns = results.index.conditions.compactMap { condition in
      results.state(branch, label, condition.lesion).map { (condition.title, $0) }
    }
    guard let main = columns.first?.1 else { return "" }
    let learnt = results.learnt(branch), replays = results.replays(branch)
    let order = main.memories.indices.filter { main.memories[$0] != nil }
    let head =
      ["memory", "group"] + (learnt == nil ? [] : ["learnt"]) + (replays == nil ? [] : ["replays"]) + columns.map(\.0)
      + ["fate", "share", "lives in", "comes back as"]
    let rows = order.prefix(Self.most).map { m -> Markup in
      let memory = results.index.memories[m]
      guard let fate = main.memories[m]?.fate else { return "" }
      func recall(_ s: Results.State) -> String { s.memories[m]?.all.map { Layout.number($0.mean) } ?? "–" }
      let numbers =
        (learnt.map { [recall($0)] } ?? []) + (replays.map { [Layout.number($0[m], digits: 1)] } ?? [])
        + columns.map { recall($0.1) }
      let partners = fate.notablePartners.map {
        "\(results.index.memories[$0.memory].name) \(Layout.number($0.share))"
      }
      let cells = numbers.map { "<td class=\"n\">\($0)</td>" as Markup }.joined("")
      return """
        <tr><th scope="row">\(memory.name)</th><td>\(memory.group)</td>\(cells)<td>\(fate.text)</td><td class="n">\(fate.leadingShare.map { "\(Layout.number($0.mean)) [\(Layout.number($0.low)), \(Layout.number($0.high))]" } ?? "")</td><td>\(results.home(of: m, branch: branch, label: label)?.text ?? "")</td><td>\(partners.joined(separator: ", "))</td></tr>
        """
    }.joined()
    let titles = head.map { "<th scope=\"col\">\($0)</th>" as Markup }.joined("")
    let place = "Every memory at “\(label)”" + (branch.isEmpty ? "" : " in “\(branch)”")
    let rest = order.count > Self.most ? "<p>\(order.count - Self.most) more are in <code>fates.csv</code>.</p>" as Markup : ""
    return """
      <details><summary>\(place)</summary>
      <p>Learnt, intact and alone: mean probability of the features that a cue left out. A question mark: the data do not decide.</p>
      <div class="scroll" tabindex="0" role="region" aria-label="\(place)"><table><thead><tr>\(titles)</tr></thead><tbody>\(rows)</tbody></table></div>\(rest)</details>
      """
  }
}
