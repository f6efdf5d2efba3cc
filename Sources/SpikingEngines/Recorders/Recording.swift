import Recordings

extension SpikingNetwork {
  /// Goes on by `count` steps; spikes of the populations in `recording` are handed over in chunks, and potentials are written to the
  /// recorders' files: a sample after each step whose number is a multiple of the recorder's `every`, however the steps are divided among
  /// calls.
  package mutating func advance(
    steps count: Int, recording: [Int], potentials: [PotentialRecorder], record: (SpikeChunk) throws -> Void
  ) throws {
    var left = count
    while left > 0 {
      let now = Int(steps), piece = potentials.map { $0.every - now % $0.every }.reduce(left, min)
      try advance(steps: piece, recording: recording, chunk: potentials.isEmpty ? 65_536 : 4096, record: record)
      left -= piece
      for recorder in potentials where steps % Int64(recorder.every) == 0 { try recorder.sample(self) }
    }
  }

  /// Writes the synapses of a pathway with their weights, by presynaptic neuron: columns source, target and weight (and reference, where there is one), as records of a `.npy`
  /// for `numpy.load` or a `.csv` for `pandas.read_csv`.
  @discardableResult package func writeWeights(of pathway: Int, to path: String) throws -> OutputFile.Summary {
    guard pathways.indices.contains(pathway) else { throw SpikingError.invalid("there is no pathway \(pathway)", in: path) }
    let p = pathways[pathway], row = p.table.row.reading
    var common: Float = 0
    if case .common(let weight) = p.specification.weights { common = Float(weight) }
    var columns = [Column("source", .int32), Column("target", .int32), Column("weight", .float32)]
    if p.reference != nil { columns.append(Column("reference", .float32)) }
    let file = try ColumnFile(path, columns)
    for r in 0..<p.table.rows {
      for i in Int(row[r])..<Int(row[r + 1]) {
        try file.add(Int32(p.first + r))
        try file.add(Int32(p.table.index[i]))
        try file.add(p.weights?[i] ?? common)
        if let reference = p.reference { try file.add(reference[i]) }
      }
    }
    return try ColumnFile.finish([file])[0]
  }
}
