import NetworkModels
import Recordings

/// Networks on disk: the state alone, since synapses follow from the description.
extension SpikingNetwork {
  /// Of the state that is kept.
  static let checkpointVersion = "2"
  private static let kind = "engram-spiking-network"

  /// Writes all state to a file, which is there whole or not at all.
  package func save(to path: String) throws(CheckpointError) {
    var copy = self
    do {
      _ = try SealedFile.write(path, line: checkpointLine) { file in
        var archive = StateArchive.writing(file)
        try copy.visit(&archive)
      }
    } catch let error as OutputFile.Failure {
      throw .unusable(path: path, reason: error.reason)
    } catch {
      throw .unusable(path: path, reason: "\(error)")
    }
  }

  /// Takes on the state in a file that a network of the same description wrote, and goes on as that one would, byte by byte. If it
  /// throws, nothing has changed.
  package mutating func restore(from path: String) throws(CheckpointError) {
    let line: String, content: ByteReader
    do throws(SealedFile.Failure) {
      (line, content) = try SealedFile.read(path, kind: Self.kind)
    } catch {
      switch error {
      case .unusable(let path, let reason): throw .unusable(path: path, reason: reason)
      case .otherKind(let path): throw .notCheckpoint(path: path)
      case .damaged(let path): throw .damaged(path: path)
      }
    }
    if line != checkpointLine {
      let version = line.split(separator: " ").dropFirst().first.map(String.init) ?? ""
      if version != Self.checkpointVersion { throw .otherVersion(path: path, version: version) }
      throw .otherNetwork(path: path)
    }
    var archive = StateArchive.reading(content), next = self
    do {
      try next.visit(&archive)
    } catch {
      throw .damaged(path: path)
    }
    guard archive.isAtEnd else { throw .damaged(path: path) }
    self = next
  }

  private var checkpointLine: String { "\(Self.kind) \(Self.checkpointVersion) \(Checksum.hex(NetworkDigest(self).value))" }

  private mutating func visit(_ archive: inout StateArchive) throws {
    try archive.visit(&steps, 0...Int64.max / 2)
    try archive.visit(&computedSteps, 0...steps)
    try archive.visit(&nextTry, 0...Int64.max / 2)
    try archive.visit(&passesOverSilence)
    // Before the traces, which learning that begins again clears.
    try archive.visit(&isLearning)
    try archive.visit(&stream.seed)
    try archive.visit(&stream.subject, 0...Int64(UInt32.max))
    try archive.visit(&stream.purpose, 0...Int64(UInt32.max))
    for i in populations.indices { try populations[i].visit(&archive, now: steps) }
    for i in pathways.indices { try pathways[i].visit(&archive, now: steps) }
  }
}

extension PopulationState {
  mutating func visit(_ archive: inout StateArchive, now: Int64) throws {
    try archive.visit(&v, count)
    try archive.visit(&w, count)
    for k in g.indices {
      try archive.visit(&g[k], count)
      try archive.visit(&rise[k], count)
    }
    var isDriven = drive != nil
    try archive.visit(&isDriven)
    if archive.isReading { drive = isDriven ? try Vector(padded) : nil }
    try archive.visit(&drive, count)
    try archive.visit(&level, count)
    try archive.visit(&isSilent)
    try archive.visit(&next, 0...Int64(givenStep?.count ?? 0))
    try visitMemory(&archive, before: now)
  }
}

extension PathwayState {
  mutating func visit(_ archive: inout StateArchive, now: Int64) throws {
    try archive.visit(&weights, table.count)
    for k in traces.indices { try archive.visit(&traces[k], k < 2 ? table.rows : targets) }
    try archive.visit(&grow, traces.count)
    try archive.visit(&reference, table.count)
    try archive.visit(&rate, targets)
    try archive.visit(&weighted, targets)
    try archive.visit(&rateGrow, 1)
    try archive.visit(&transmission)
    try archive.visit(&use, table.rows)
    try archive.visit(&left, table.rows)
    try archive.visit(&last, table.rows)
    guard (0..<(last == nil ? 0 : table.rows)).allSatisfy({ (0...now).contains(last?[$0] ?? 0) }) else {
      throw StateArchive.Mismatch()
    }
  }
}
