import Analysis

/// A claim as a small picture: the interval that came, before the range that is claimed.
struct ClaimFigure {
  let part: Judgement.Part

  static func colour(_ outcome: Judgement.Outcome) -> String {
    switch outcome {
    case .met: Palette.green
    case .notMet: Palette.vermilion
    case .inconclusive, .cannot: Palette.grey
    }
  }

  var drawing: Drawing {
    let e = part.estimate, finite = [part.low, part.high, e.low, e.high, e.mean].filter(\.isFinite)
    let span = Axis.span(finite, including: part.isDifference ? [0] : [])
    var plot = Plot(
      x: Axis(span, ""), y: Axis(0...1, "", ticks: []), width: 280, height: 52, left: 24, top: 6, bottom: 22)
    plot.right = 24
    plot.x.ticks = plot.x.ticks.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    plot.box(
      x: max(part.low, span.lowerBound), min(part.high, span.upperBound), y: 0.05, 0.95, Palette.green, opacity: 0.16,
      "claimed")
    plot.interval(y: 0.5, e.low, e.high, Self.colour(part.outcome))
    plot.dot(e.mean, 0.5, Self.colour(part.outcome), radius: 4.5, "mean")
    return plot.drawing(
      "Mean \(Layout.number(e.mean)), interval \(Layout.number(e.low)) to \(Layout.number(e.high)); claimed \(Layout.number(part.low)) to \(Layout.number(part.high))."
    )
  }
}
