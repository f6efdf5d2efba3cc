import Declarations
import Reporting
import Testing

/// What comes from a file is text, whatever it looks like.
struct MarkupTests {
  @Test func escapesWhatIsInterpolated() {
    let name = "<script>alert(\"1\")</script> & 'so'\u{202E}\u{7}"
    let markup: Markup = "<td title=\"\(name)\">\(name)</td>"
    let text = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;so&#39;\u{FFFD}\u{FFFD}"
    #expect(markup.html == "<td title=\"\(text)\">\(text)</td>")
  }

  @Test func keepsMarkup() {
    let inner: Markup = "<b>\("a<b")</b>"
    #expect(("<p>\(inner)\(3)\(1.0 / 3)</p>" as Markup).html == "<p><b>a&lt;b</b>30.33</p>")
  }

  /// No tag can end, or begin, inside data for scripts; what a script reads is what was written.
  @Test func dataEndsNoElement() {
    let markup = Markup.json(.object(["a": .text("</script><!-- & \u{2028}")])).html
    #expect(!markup.contains("<") && !markup.contains(">") && markup.contains("\\u003c/script\\u003e\\u003c!-- \\u0026"))
  }
}
