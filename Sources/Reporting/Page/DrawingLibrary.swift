import Foundation

/// D3, where the system has it: found when a page is written, and embedded in it. None of it is part of this program.
package struct DrawingLibrary: Sendable {
  package let path: String
  package let text: String

  package init(path: String, text: String) { (self.path, self.text) = (path, text) }

  /// Where distributions put version 4 and later (Debian's libjs-d3 is version 3, which lacks the zoom that pages use).
  private static let places = [
    "/usr/share/nodejs/d3/dist/d3.min.js", "/usr/share/javascript/d3/d3.min.js", "/usr/lib/node_modules/d3/dist/d3.min.js",
    "/usr/local/lib/node_modules/d3/dist/d3.min.js", "/opt/homebrew/lib/node_modules/d3/dist/d3.min.js",
  ]
  /// Bytes of a library, at most.
  private static let largest = 1_000_000

  /// What to say where there is none.
  package static let advice =
    "no D3 found: pictures are plain SVG; with it (Debian: apt-get install node-d3) detailed ones can be enlarged"

  package static func find() -> DrawingLibrary? {
    for path in places {
      guard let data = FileManager.default.contents(atPath: path), data.count < largest else { continue }
      let text = String(decoding: data, as: UTF8.self)
      // A script that names its version, and that cannot end its element before its end.
      guard text.prefix(200).contains(/d3js\.org.* v?([4-9]|[1-9]\d)\./), !text.lowercased().contains("</script") else {
        continue
      }
      return DrawingLibrary(path: path, text: text)
    }
    return nil
  }
}
