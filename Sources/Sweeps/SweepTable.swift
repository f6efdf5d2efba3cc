import Analysis
import Lives
import NumericalMethods
import Runs
import Scenarios

/// One outcome of a whole sweep: by point of the design, in its order, every subject of every replicate.
struct SweepTable {
  let outcome: String
  /// Points × subjects; not a number where there is none.
  let values: [[Double]]

  /// Means over the subjects that have a value.
  var means: [Double] { moments.map { $0.count > 0 ? $0.mean : .nan } }

  var moments: [Moments] {
    values.map { row in
      var moments = Moments()
      for value in row where value.isFinite { moments.add(value) }
      return moments
    }
  }
}

extension SweepFolder {
  /// The cells of each point of the design, replicate by replicate.
  var order: [[Int]] {
    let count = plan.cells.count / max(1, plan.settings.replicates)
    let places = Self.places(of: plan.cells, in: cells)
    return (0..<count).map { p in (0..<plan.settings.replicates).map { places[p + $0 * count] } }
  }

  /// Reads one outcome back.
  func table(_ outcome: Int) throws -> SweepTable {
    let subjects = plan.subjects
    var byCell = [[Double]](repeating: [], count: cells.count)
    for chunk in chunks {
      try chunk.forEach { result in byCell[result.cell] = result.values.map { $0.indices.contains(outcome) ? $0[outcome] : .nan }
      }
    }
    return SweepTable(
      outcome: plan.outcomes[outcome],
      values: order.map { places in
        places.flatMap { place in
          let row = byCell[place]
          return row + [Double](repeating: .nan, count: max(0, subjects - row.count))
        }
      })
  }
}
