import Declarations
import Foundation
import Recordings

/// One self-contained page: it asks nothing of any network, and runs only the scripts that it names by their digest.
package struct Page {
  package var title: String
  /// Of the page as a whole, under the title.
  package var lead: Markup = ""
  package var sections: [Section] = []
  /// Data for scripts, by the id of their element.
  package var data: [(id: String, value: Value)] = []
  package var needsPlayer = false
  /// A drawing library that was found; with it detailed pictures can be enlarged.
  package var library: DrawingLibrary?

  package struct Section {
    package var id: String
    package var title: String
    package var content: Markup

    package init(_ id: String, _ title: String, _ content: Markup) { (self.id, self.title, self.content) = (id, title, content) }
  }

  package init(title: String) { self.title = title }

  package var html: String {
    let style = Self.resource(PackageResources.page_css)
    let scripts =
      [library?.text, Self.resource(PackageResources.page_js)].compactMap(\.self)
      + (needsPlayer ? [Self.resource(PackageResources.player_js)] : [])
    let policy =
      "default-src 'none'; style-src \(Self.source(style)); script-src \(scripts.map(Self.source).joined(separator: " ")); img-src data:; base-uri 'none'; form-action 'none'"
    let contents = sections.map { "<li><a href=\"#\($0.id)\">\($0.title)</a></li>" as Markup }.joined("")
    let body = sections.map {
      "<section id=\"\($0.id)\" aria-labelledby=\"\($0.id)-title\">\n<h2 id=\"\($0.id)-title\">\($0.title)</h2>\n\($0.content)\n</section>"
        as Markup
    }.joined()
    let blocks = data.map { "<script type=\"application/json\" id=\"\($0.id)\">\(Markup.json($0.value))</script>" as Markup }
      .joined()
    let run = scripts.map { Markup(trusted: "<script>" + $0 + "</script>") }.joined()
    let page: Markup = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(Markup(trusted: policy))">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>\(title)</title>
      <style>\(Markup(trusted: style))</style>
      </head>
      <body>
      <a class="skip" href="#main">Skip to the results</a>
      <header>
      <h1>\(title)</h1>
      \(lead)
      <nav aria-label="Contents"><ol>\(contents)</ol></nav>
      </header>
      <main id="main" tabindex="-1">
      \(body)
      </main>
      \(blocks)
      \(run)
      </body>
      </html>

      """
    return page.html
  }

  private static func resource(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func source(_ text: String) -> String {
    "'sha256-\(Data(Digest256.of(Array(text.utf8))).base64EncodedString())'"
  }
}
