import Declarations
import NumericalMethods
import Reporting
import Scenarios

/// A fit in words and tables.
extension Fit {
  private func shown(_ axis: Int, _ place: Double?) -> String {
    place.map { settings.axes[axis].value(at: $0, digits: 4) } ?? "–"
  }

  public var text: String {
    let scenario = plan.base.scenario
    var lines = [
      Layout.wrap(Layout.clean(scenario.title.isEmpty ? scenario.name : scenario.title)),
      Layout.wrap(
        "\(settings.axes.count) parameters against \(settings.rows.count) numbers; \(drawn) of \(settings.simulations) draws from the prior gave a prediction, each with \(scenario.subjects) subjects of its own"
      ),
      "",
      Layout.wrap(
        "Posterior (\(course == nil ? "the \(settings.keep) nearest draws, regression-adjusted" : "population Monte Carlo, \(course?.generations.count ?? 0) generations"); effective size \(Layout.number(sample.effectiveSize, digits: 0)))"
      ),
      "  " + Layout.pad("parameter", 22) + Layout.pad("median", 14) + Layout.pad("95 % interval", 28) + "prior",
    ]
    for (a, axis) in settings.axes.enumerated() {
      let (low, high) = sample.interval(of: a, confidence: 0.95)
      lines.append(
        "  " + Layout.pad(axis.name, 22) + Layout.pad(shown(a, sample.quantile(0.5, of: a)), 14)
          + Layout.pad("\(shown(a, low)) to \(shown(a, high))", 28) + "\(shown(a, 0)) to \(shown(a, 1))")
    }
    if let best {
      lines += [
        "",
        "Best fit by simplex: χ² \(Layout.number(best.chi)) with \(best.freedom) degrees of freedom\(best.isConverged ? "" : " (not converged)")",
      ]
      lines.append("  " + Layout.pad("parameter", 22) + Layout.pad("best", 14) + "95 % by profile (– : beyond the range)")
      for (a, axis) in settings.axes.enumerated() {
        let (low, high) = best.interval(a)
        lines.append(
          "  " + Layout.pad(axis.name, 22) + Layout.pad(shown(a, best.places[a]), 14) + "\(shown(a, low)) to \(shown(a, high))")
      }
    }
    lines += ["", "What the posterior predicts (95 % of its draws), beside the data"]
    lines.append("  " + Layout.pad("measure", 40) + Layout.pad("data (error)", 16) + "model")
    for (row, p) in zip(settings.rows, predictive) {
      let data = "\(Layout.number(row.value)) (\(Layout.number(row.error)))"
      let off = (p.mean - row.value).magnitude > 2 * row.error ? "  more than two errors off" : ""
      lines.append(
        "  " + Layout.pad(Layout.clean(row.name), 39) + " " + Layout.pad(data, 16)
          + "\(Layout.number(p.mean)) [\(Layout.number(p.low)), \(Layout.number(p.high))]" + off)
    }
    lines += ["", "Calibration: \(calibrationRuns) draws played the data; ranks of the truth among its posterior"]
    if calibration.isEmpty { lines.append("  too few draws: 'simulations' above four times 'keep' is needed") }
    for (axis, c) in zip(settings.axes, calibration) {
      lines.append(
        "  " + Layout.pad(axis.name, 22) + (c.isUniform ? "within" : "OUTSIDE")
          + " the 99 % band of uniform ranks; χ² test p \(Layout.number(c.probability))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  var posteriorCSV: String {
    var text = (settings.axes.map(\.name) + ["weight", "distance"]).map(Tables.quote).joined(separator: ",") + "\n"
    for (i, places) in sample.parameters.enumerated() {
      let values = settings.axes.indices.map { Tables.quote(settings.axes[$0].value(at: places[$0])) }
      text += (values + [Tables.number(sample.weights[i]), Tables.number(sample.distances[i])]).joined(separator: ",") + "\n"
    }
    return text
  }

  var profileCSV: String {
    var text = "parameter,value,chi_squared\n"
    for (a, profile) in (best?.profiles ?? []).enumerated() {
      for point in profile {
        text += "\(Tables.quote(settings.axes[a].name)),\(Tables.quote(shown(a, point.place))),\(Tables.number(point.chi))\n"
      }
    }
    return text
  }

  var predictiveCSV: String {
    var text = "measure,value,error,n,model,low,high\n"
    for (row, p) in zip(settings.rows, predictive) {
      text +=
        [
          Tables.quote(row.name), Tables.number(row.value), Tables.number(row.error), String(row.count), Tables.number(p.mean),
          Tables.number(p.low), Tables.number(p.high),
        ].joined(separator: ",") + "\n"
    }
    return text
  }

  var value: Value {
    .object([
      "schema": .integer(1), "digest": .text(plan.digest), "draws": .integer(drawn),
      "posterior": .map(
        settings.axes.indices.map { a in
          let (low, high) = sample.interval(of: a, confidence: 0.95)
          return .init(
            settings.axes[a].name,
            .object([
              "median": .text(shown(a, sample.quantile(0.5, of: a))), "low": .text(shown(a, low)), "high": .text(shown(a, high)),
            ]))
        }),
      "generations": .list(
        (course?.generations ?? []).map {
          .object([
            "tolerance": .number($0.tolerance), "simulations": .integer($0.simulations),
            "effective_size": .number($0.effectiveSize),
          ])
        }),
      "best": best.map { best in
        .object([
          "chi_squared": .number(best.chi), "degrees_of_freedom": .integer(best.freedom), "converged": .flag(best.isConverged),
          "evaluations": .integer(best.evaluations),
          "parameters": .map(
            settings.axes.indices.map { a in
              let (low, high) = best.interval(a)
              return .init(
                settings.axes[a].name,
                .object([
                  "value": .text(best.values[a]), "low": low.map { .text(shown(a, $0)) } ?? .null,
                  "high": high.map { .text(shown(a, $0)) } ?? .null,
                ]))
            }),
        ])
      } ?? .null,
      "calibration": .map(
        zip(settings.axes, calibration).map {
          .init($0.name, .object(["p": .number($1.probability), "within_band": .flag($1.isUniform)]))
        }), "calibration_runs": .integer(calibrationRuns),
    ])
  }
}
