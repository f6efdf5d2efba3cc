/// Where the place fields of a population lie on a track.
package struct PlaceFields: Sendable {
  package let track: LinearTrack
  /// Middles of the fields (cm) by cell; nil: a cell without a field.
  package let centres: [Double?]

  package init(track: LinearTrack, centres: [Double?]) {
    self.track = track
    self.centres = centres
  }

  /// Rates (Hz) of the cells with a field in `bins` equal parts of the track, theta averaged out; the cells' numbers beside them.
  package func tuning(bins: Int) -> (cells: [Int], rates: [[Double]]) {
    var cells: [Int] = [], rates: [[Double]] = []
    for (cell, centre) in centres.enumerated() {
      guard let centre else { continue }
      cells.append(cell)
      // The positive half of a cosine has the mean 1/π.
      rates.append(
        (0..<bins).map { bin in
          let x = (Double(bin) + 0.5) * track.length / Double(bins)
          return max(track.outsideRate, track.peakRate * track.tuning(centre, at: x) / 3.141592653589793)
        })
    }
    return (cells, rates)
  }
}
