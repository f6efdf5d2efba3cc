import Foundation
import NetworkModels
import NumericalMethods
import Recordings
import SpikingEngines
import Testing

/// Networks that go on from a file, and files from which none goes on.
struct CheckpointTests {
  static func withFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "engram-spikes-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

  /// Every kind of state: plastic with noise, short-term, adaptive and driven, rising, long delays, given spikes.
  static func network(_ number: Int) throws -> SpikingNetwork {
    switch number {
    case 0..<4: try NetworkTests.network(NetworkTests.Kind.allCases[number], neurons: 500, synapses: 40)
    default: try RestTests.network(RestTests.Kind.allCases[number - 4])
    }
  }

  /// All state at the end is what it is without the file; and so is what a file says that is written from what was read.
  @Test(arguments: 0..<11) func goesOn(_ number: Int) throws {
    try Self.withFolder { folder in
      var network = try Self.network(number)
      let start = network, last = network.populationCount - 1
      var found = 0
      if number % 2 == 0 { try network.setDrive(of: last, (0..<100).map { Float($0) / 40 }) }
      for before in [0, 3, 18_050] {
        network.advance(steps: before)
        network.stream.seed &+= 1
        network.isLearning = before != 3
        try network.save(to: folder + "/a")
        var restored = start
        try restored.restore(from: folder + "/a")
        try restored.save(to: folder + "/b")
        #expect(try Self.bytes(folder + "/a") == Self.bytes(folder + "/b"))
        #expect(restored.steps == network.steps && restored.stream == network.stream && restored.isLearning == network.isLearning)
        let whole = RestTests.all(&network, 1000), continued = RestTests.all(&restored, 1000)
        #expect(whole == continued)
        found += whole.count
        try network.save(to: folder + "/a")
        try restored.save(to: folder + "/b")
        #expect(try Self.bytes(folder + "/a") == Self.bytes(folder + "/b"))
      }
      #expect(found > 100)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["a", "b"])
    }
  }

  /// Cut off anywhere, one bit of any byte flipped, something added: an error, and the network stays as it is.
  @Test(arguments: [3, 8, 9, 10]) func damage(_ number: Int) throws {
    try Self.withFolder { folder in
      var network = try Self.network(number)
      network.advance(steps: 700)
      let path = folder + "/a"
      try network.save(to: path)
      let whole = try Self.bytes(path), header = whole.firstIndex(of: 10) ?? 0
      func refused(_ bytes: [UInt8], _ what: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let steps = network.steps
        do throws(CheckpointError) {
          try network.restore(from: path)
          Issue.record("\(what) is not noticed")
        } catch {
          switch error {
          case .damaged, .notCheckpoint: break
          default: Issue.record("\(what): \(error)")
          }
        }
        #expect(network.steps == steps)
      }
      let places = Array(0..<header + 80) + stride(from: header + 80, to: whole.count, by: whole.count / 40) + [whole.count - 1]
      for place in places {
        try refused(Array(whole[..<place]), "cut off at \(place)")
        var flipped = whole
        flipped[place] ^= UInt8(1 << (place % 8))
        try refused(flipped, "flipped at \(place)")
      }
      try refused(whole + [0], "a byte more")
      // A seal that fits content that does not.
      for change in [[], [UInt8](repeating: 0, count: 8), [UInt8](repeating: 255, count: whole.count - header - 9)] {
        let line = String(decoding: whole[..<header], as: UTF8.self)
        _ = try SealedFile.write(path, line: line) { file in
          try file.write(change.count > 8 ? change : Array(whole[(header + 1)..<(whole.count - 8)].dropLast()) + change)
        }
        try refused(Self.bytes(path), "\(change.count) bytes")
      }
      try Data(whole).write(to: URL(fileURLWithPath: path))
      let weights = network.weights(of: 0)
      try network.restore(from: path)
      #expect(network.weights(of: 0) == weights)
    }
  }

  @Test func others() throws {
    try Self.withFolder { folder in
      let path = folder + "/a"
      var network = try RestTests.network(.plastic)
      network.advance(steps: 100)
      try network.save(to: path)
      func failure(_ other: SpikingNetwork, _ path: String) -> CheckpointError? {
        var other = other
        do throws(CheckpointError) {
          try other.restore(from: path)
          return nil
        } catch { return error }
      }
      #expect(failure(try RestTests.network(.plastic), path) == nil)
      // One neuron more, one spike later, another rule, other synapses by chance.
      let others = [
        try RestTests.network(.plastic, neurons: 301), try RestTests.network(.plastic, bursts: [1]),
        try RestTests.network(.currents), try RestTests.network(.shortTerm), try NetworkTests.network(.plastic, neurons: 300),
        try RestTests.network(.plastic, seed: 6),
      ]
      for other in others { #expect(failure(other, path) == .otherNetwork(path: path)) }
      // The same numbers of synapses, with other ends.
      func pair(_ target: Int32) throws -> SpikingNetwork {
        let path = Pathway(
          "p", from: Members(0), to: Members(0), receptor: 0, delay: 1, .list([Synapse(0, target)]), weights: .listed())
        return try SpikingNetwork(
          step: 0.1, populations: [Population("n", 3, .leaky(LeakyNeuron()))], pathways: [path], stream: NeuronTests.stream)
      }
      try pair(1).save(to: folder + "/b")
      #expect(failure(try pair(1), folder + "/b") == nil)
      #expect(failure(try pair(2), folder + "/b") == .otherNetwork(path: folder + "/b"))
      let bytes = try Self.bytes(path), header = bytes.firstIndex(of: 10) ?? 0
      let line = String(decoding: bytes[..<header], as: UTF8.self)
      let newer = line.replacingOccurrences(of: "network 2 ", with: "network 3 ")
      _ = try SealedFile.write(folder + "/b", line: newer) { try $0.write(Array(bytes[(header + 1)...].dropLast(8))) }
      #expect(failure(network, folder + "/b") == .otherVersion(path: folder + "/b", version: "3"))
      try "name,value\n".write(toFile: folder + "/c", atomically: true, encoding: .utf8)
      #expect(failure(network, folder + "/c") == .notCheckpoint(path: folder + "/c"))
      let missing = CheckpointError.unusable(path: folder + "/none", reason: "No such file or directory")
      #expect(failure(network, folder + "/none") == missing)
      #expect(throws: CheckpointError.self) { try network.save(to: folder + "/none/a") }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["a", "b", "c"])
    }
  }
}
