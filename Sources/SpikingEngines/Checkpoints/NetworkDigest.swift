import NetworkModels

/// A number that tells networks apart by what is not their state: description, synapses, and spikes that are given as they are now.
struct NetworkDigest {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Of lists in the descriptions the content is added, everything else as text, so that no parameter can be forgotten.
  init(_ network: SpikingNetwork) {
    add(network.step.bitPattern)
    add(UInt64(network.populations.count))
    for population in network.populations {
      var described = population.specification
      if case .given = described.neuron { described.neuron = .given([]) }
      add(String(reflecting: described))
      add(UInt64(population.givenStep?.count ?? 0))
      population.givenStep.map { add($0, $0.count) }
      population.givenNeuron.map { add($0, $0.count) }
    }
    for pathway in network.pathways {
      var described = pathway.specification
      if case .list = described.connectivity { described.connectivity = .list([]) }
      add(String(reflecting: described))
      let table = pathway.table
      add(table.row, table.rows + 1)
      switch table.index {
      case .short(let index): add(index, table.count)
      case .long(let index): add(index, table.count)
      }
    }
  }

  private mutating func add(_ word: UInt64) {
    value = (value ^ word) &* 0x9e37_79b9_7f4a_7c15
    value ^= value >> 29
  }

  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    add(UInt64(bytes.count))
    var at = 0
    while at + 8 <= bytes.count {
      add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
      at += 8
    }
    for byte in bytes[at...] { add(UInt64(byte)) }
  }

  private mutating func add(_ text: String) { Array(text.utf8).withUnsafeBytes { add($0) } }

  private mutating func add<T>(_ vector: Vector<T>, _ count: Int) {
    add(UnsafeRawBufferPointer(start: vector.reading, count: count * MemoryLayout<T>.stride))
  }
}
