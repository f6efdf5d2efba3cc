import NetworkModels

/// The spikes that a population still knows, by steps: those that are under way, or whose refractory time is not over.
extension PopulationState {
  /// Spikes of the last `mask + 1` steps before `now`: their numbers, oldest step first, then who spiked.
  mutating func visitMemory(_ archive: inout StateArchive, before now: Int64) throws {
    let steps = (max(0, now - Int64(mask) - 1)..<now).map { Int($0) & mask }
    var numbers = try Vector<UInt32>(steps.count), total = 0
    if !archive.isReading {
      let to = numbers.writing()
      for (i, slot) in steps.enumerated() { to[i] = found[slot] }
    }
    try archive.visit(&numbers, steps.count)
    for i in steps.indices { total += Int(numbers[i]) }
    // As many as there may be behind a beginning at the ring's first place.
    guard steps.indices.allSatisfy({ Int(numbers[$0]) <= count }), total <= ring.count - padded - 16 else {
      throw StateArchive.Mismatch()
    }
    var neurons = try Vector<Int32>(total)
    if !archive.isReading {
      let to = neurons.writing(), from = ring.reading
      var at = 0
      for slot in steps {
        (to + at).update(from: from + Int(start[slot]), count: Int(found[slot]))
        at += Int(found[slot])
      }
    }
    try archive.visit(&neurons, total)
    guard archive.isReading else { return }
    guard (0..<total).allSatisfy({ (0..<Int32(count)).contains(neurons[$0]) }) else { throw StateArchive.Mismatch() }
    ring.writing().update(from: neurons.reading, count: total)
    let starts = start.writing(), numbersFound = found.writing()
    starts.update(repeating: UInt32(total), count: mask + 1)
    numbersFound.update(repeating: 0, count: mask + 1)
    var at: UInt32 = 0
    for (i, slot) in steps.enumerated() {
      (starts[slot], numbersFound[slot]) = (at, numbers[i])
      at += numbers[i]
    }
    cursor = at
  }
}
