/// A picture with its caption and its numbers.
package struct Figure {
  /// Also the name of the files to download.
  package var id: String
  package var title: String
  /// What is drawn, n, and what the bands are.
  package var caption: String
  package var drawing: Drawing
  /// Names with their colours.
  package var key: [(name: String, colour: String)]
  /// The numbers in the picture, with a line of names.
  package var csv: String
  /// Whether a closer look helps: a night's worth of events.
  package var isDetailed: Bool

  package init(
    id: String, title: String, caption: String, drawing: Drawing, key: [(name: String, colour: String)] = [], csv: String,
    isDetailed: Bool = false
  ) {
    (self.id, self.title, self.caption, self.drawing) = (id, title, caption, drawing)
    (self.key, self.csv, self.isDetailed) = (key, csv, isDetailed)
  }

  package func markup(number: Int) -> Markup {
    let keys = key.map {
      "<span class=\"key\"><svg width=\"12\" height=\"12\" aria-hidden=\"true\"><rect width=\"12\" height=\"12\" rx=\"2\" fill=\"\($0.colour)\"/></svg> \($0.name)</span>"
        as Markup
    }.joined(" ")
    return """
      <figure id="figure-\(id)" data-name="\(id)"\(isDetailed ? " class=\"detailed\"" : "" as Markup)>
      <h3>\(title)</h3>
      \(key.isEmpty ? "" : "<p class=\"keys\">\(keys)</p>" as Markup)
      <div class="picture" tabindex="0" role="region" aria-label="\(title): picture">\(drawing.svg(id: id))</div>
      <figcaption><b>Figure \(number).</b> \(caption)</figcaption>
      <p class="tools"><button type="button" data-save="svg">Picture (SVG)</button> <button type="button" data-save="csv">Numbers (CSV)</button></p>
      <details><summary>The numbers</summary><pre class="csv" tabindex="0" aria-label="\(title): numbers">\(Markup.lines(csv))</pre></details>
      </figure>
      """
  }

  /// Lines of a CSV with a line of names before them.
  package static func csv(_ names: [String], _ rows: some Sequence<[String]>) -> String {
    names.joined(separator: ",") + "\n" + rows.map { $0.map(Tables.quote).joined(separator: ",") + "\n" }.joined()
  }
}
