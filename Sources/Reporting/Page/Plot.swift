/// A drawing with two axes, as SVG that says in words what it shows.
package struct Plot {
  package var width: Double
  package var height: Double
  package var left: Double
  package var top: Double
  package var right = 16.0
  package var bottom: Double
  package var x: Axis
  package var y: Axis
  private var under: Markup = ""
  private var marks: Markup = ""

  package init(
    x: Axis, y: Axis, width: Double = 720, height: Double = 300, left: Double = 64, top: Double = 16, bottom: Double = 48
  ) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
    (self.left, self.top, self.bottom) = (left, top, bottom)
  }

  package func px(_ value: Double) -> Double { left + min(max(x.share(value), -0.02), 1.02) * (width - left - right) }

  /// Numbers grow upwards, bands are read downwards.
  package func py(_ value: Double) -> Double {
    let share = min(max(y.share(value), -0.02), 1.02), inner = height - top - bottom
    if case .bands = y.kind { return top + share * inner }
    return top + (1 - share) * inner
  }

  package mutating func add(_ mark: Markup) { marks += mark }

  package mutating func line(_ points: [(Double, Double)], _ colour: String, dashed: Bool = false, width: Double = 2) {
    let known = points.filter { $0.0.isFinite && $0.1.isFinite }
    guard known.count > 1 else { return }
    let path = known.map { "\(px($0.0)),\(py($0.1))" as Markup }.joined(" ")
    marks +=
      "<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"\(width)\" stroke-linejoin=\"round\" stroke-dasharray=\"\(dashed ? "5 4" : "none")\"/>"
  }

  /// The area between two curves.
  package mutating func band(_ points: [(x: Double, low: Double, high: Double)], _ colour: String) {
    let known = points.filter { $0.low.isFinite && $0.high.isFinite }
    guard known.count > 1 else { return }
    let path = (known.map { ($0.x, $0.high) } + known.reversed().map { ($0.x, $0.low) })
      .map { "\(px($0.0)),\(py($0.1))" as Markup }.joined(" ")
    under += "<polygon points=\"\(path)\" fill=\"\(colour)\" fill-opacity=\".18\"/>"
  }

  package mutating func dot(_ at: Double, _ value: Double, _ colour: String, radius: Double = 4, _ title: String) {
    guard at.isFinite, value.isFinite else { return }
    marks += "<circle cx=\"\(px(at))\" cy=\"\(py(value))\" r=\"\(radius)\" fill=\"\(colour)\"><title>\(title)</title></circle>"
  }

  /// An interval parallel to one of the axes.
  package mutating func interval(x at: Double, _ low: Double, _ high: Double, _ colour: String) {
    guard low.isFinite, high.isFinite else { return }
    segment(px(at), py(low), px(at), py(high), colour, 2)
  }

  package mutating func interval(y at: Double, _ low: Double, _ high: Double, _ colour: String) {
    guard low.isFinite, high.isFinite else { return }
    segment(px(low), py(at), px(high), py(at), colour, 2)
  }

  package mutating func box(
    x x0: Double, _ x1: Double, y y0: Double, _ y1: Double, _ colour: String, opacity: Double = 1, _ title: String = ""
  ) {
    let (a, b, c, d) = (px(x0), px(x1), py(y0), py(y1))
    marks +=
      "<rect x=\"\(min(a, b))\" y=\"\(min(c, d))\" width=\"\(max((b - a).magnitude, 0.3))\" height=\"\(max((d - c).magnitude, 0.3))\" fill=\"\(colour)\" fill-opacity=\"\(opacity)\">\(title.isEmpty ? "" : "<title>\(title)</title>" as Markup)</rect>"
  }

  /// A line across the plot at a value of the y axis.
  package mutating func rule(_ value: Double, _ colour: String = "currentColor") {
    segment(left, py(value), width - right, py(value), colour, 1, dashed: true)
  }

  package mutating func rule(x value: Double, _ colour: String = "currentColor") {
    segment(px(value), top, px(value), height - bottom, colour, 1, dashed: true)
  }

  package mutating func label(
    _ text: String, x at: Double, y value: Double, dx: Double = 0, dy: Double = 4, anchor: String = "start", size: Int = 12
  ) {
    marks +=
      "<text x=\"\(px(at) + dx)\" y=\"\(py(value) + dy)\" text-anchor=\"\(anchor)\" font-size=\"\(size)\" fill=\"currentColor\">\(text)</text>"
  }

  private mutating func segment(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ colour: String, _ width: Double, dashed: Bool = false
  ) {
    marks +=
      "<line x1=\"\(x1)\" y1=\"\(y1)\" x2=\"\(x2)\" y2=\"\(y2)\" stroke=\"\(colour)\" stroke-width=\"\(width)\" stroke-dasharray=\"\(dashed ? "3 4" : "none")\"/>"
  }

  /// Axes and marks, moved by (dx, dy): a panel of a larger picture.
  package func panel(title: String = "", dx: Double = 0, dy: Double = 0) -> Markup {
    let floor = height - bottom, wall = width - right
    var axes: Markup = ""
    for tick in x.ticks {
      let at = px(tick.at)
      if case .linear = x.kind {
        axes += "<line x1=\"\(at)\" y1=\"\(floor)\" x2=\"\(at)\" y2=\"\(floor + 4)\" stroke=\"currentColor\"/>"
      }
      axes +=
        "<text x=\"\(at)\" y=\"\(floor + 17)\" text-anchor=\"middle\" font-size=\"12\" fill=\"currentColor\">\(tick.label)</text>"
    }
    for tick in y.ticks {
      let at = py(tick.at)
      if case .linear = y.kind {
        axes += "<line x1=\"\(left)\" y1=\"\(at)\" x2=\"\(wall)\" y2=\"\(at)\" stroke=\"currentColor\" stroke-opacity=\".15\"/>"
      }
      axes +=
        "<text x=\"\(left - 7)\" y=\"\(at + 4)\" text-anchor=\"end\" font-size=\"12\" fill=\"currentColor\">\(tick.label)</text>"
    }
    axes += "<line x1=\"\(left)\" y1=\"\(floor)\" x2=\"\(wall)\" y2=\"\(floor)\" stroke=\"currentColor\"/>"
    let middle = (top + floor) / 2
    axes +=
      "<text x=\"\((left + wall) / 2)\" y=\"\(height - 8)\" text-anchor=\"middle\" font-size=\"12\" fill=\"currentColor\">\(x.title)</text>"
    axes +=
      "<text transform=\"translate(14 \(middle)) rotate(-90)\" text-anchor=\"middle\" font-size=\"12\" fill=\"currentColor\">\(y.title)</text>"
    if !title.isEmpty {
      axes += "<text x=\"\(left)\" y=\"\(top - 6)\" font-size=\"13\" font-weight=\"600\" fill=\"currentColor\">\(title)</text>"
    }
    return "<g transform=\"translate(\(dx) \(dy))\">\(axes)\(under)\(marks)</g>"
  }

  package func drawing(_ words: String) -> Drawing { Drawing(width: width, height: height, content: panel(), words: words) }
}

/// A picture, and what it shows in a sentence for those who cannot see it.
package struct Drawing {
  package var width: Double
  package var height: Double
  package var content: Markup
  package var words: String

  package init(width: Double, height: Double, content: Markup, words: String) {
    (self.width, self.height, self.content, self.words) = (width, height, content, words)
  }

  package func svg(id: String) -> Markup {
    let size: Markup =
      "viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" height=\"\(height)\"\(width >= 700 ? " class=\"wide\"" : "" as Markup)"
    return
      "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) role=\"img\" aria-labelledby=\"\(id)-words\" font-family=\"system-ui, sans-serif\"><title id=\"\(id)-words\">\(words)</title><g class=\"drawing\">\(content)</g></svg>"
  }
}
