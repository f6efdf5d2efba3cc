import Reporting
import Testing

struct AxisTests {
  @Test func ticksAreRound() {
    #expect(Axis(0...1, "").ticks.map(\.label) == ["0", "0.2", "0.4", "0.6", "0.8", "1"])
    #expect(Axis(-0.15...0.05, "").ticks.map(\.label) == ["−0.15", "−0.1", "−0.05", "0", "0.05"])
    #expect(Axis(0...12, "").ticks.map(\.at) == [0, 2, 4, 6, 8, 10, 12])
  }

  @Test func aSpanHoldsWhatIsShown() {
    let span = Axis.span([0.23, 0.71, .nan, .infinity], including: [0])
    #expect(span == 0...0.8)
    #expect(Axis.span([Double]()) == 0...1 && Axis.span([0.0]) == 0...1)
    #expect(Axis.span([5.0]).contains(5) && Axis.span([-5.0]).contains(-5))
  }

  @Test func bandsAreReadDownwards() {
    let plot = Plot(x: Axis(0...10, ""), y: Axis(["a", "b"], ""), width: 200, height: 120, left: 20, top: 10, bottom: 10)
    #expect(plot.py(0.5) == 35 && plot.py(1.5) == 85)
    #expect(plot.px(0) == 20 && plot.px(10) == 184 && plot.px(1e9) <= 200)
  }

  @Test func colours() {
    #expect(Palette.viridis(0) == "#440154" && Palette.viridis(1) == "#fde725" && Palette.viridis(.nan) == "#440154")
  }

  @Test func sparklines() {
    #expect(Sparkline.of([0, 0.5, 1]) == "▁▅█")
    #expect(Sparkline.of((0...100).map { Double($0) / 100 }) == "▁▂▃▄▅▆▇█")
    #expect(Sparkline.of([0.3]) == "▃" && Sparkline.of([.nan, -1, 2]).count == 3)
  }
}
