import Foundation
import NetworkModels
import NumericalMethods
import Recordings
import SpikingEngines
import Testing

/// Spikes, potentials and weights on disk: what the network says, in files that other programs read.
struct RecorderTests {
  static func withFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "engram-spikes-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

  private static func lines(_ path: String) throws -> [Substring] {
    String(decoding: try Self.bytes(path), as: UTF8.self).split(separator: "\n")
  }

  /// What follows the header of a `.npy`.
  private static func data(_ path: String) throws -> [UInt8] {
    let bytes = try Self.bytes(path)
    return Array(bytes.dropFirst(10 + Int(bytes[8]) + Int(bytes[9]) << 8))
  }

  private static func number<T: BitwiseCopyable>(_ bytes: [UInt8], _ at: Int, _ type: T.Type) -> T {
    bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: at, as: T.self) }
  }

  @Test func spikesAndPotentials() throws {
    try Self.withFolder { folder in
      var network = try RestTests.network(.currents), plain = network
      let spikes = try SpikeRecorder(
        network, [(1, folder + "/n.npy"), (1, folder + "/n.csv"), (0, folder + "/source.npy")])
      let neurons = [7, 0, 299]
      let potentials = [
        try PotentialRecorder(network, population: 1, neurons: neurons, every: 7, to: folder + "/v.npy"),
        try PotentialRecorder(network, population: 1, neurons: neurons, every: 100, to: folder + "/v.csv"),
      ]
      for piece in [1, 999, 300] {
        try network.advance(steps: piece, recording: spikes.populations, potentials: potentials) {
          try spikes.record($0)
        }
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).allSatisfy { $0.hasSuffix(".tmp") })
      _ = try spikes.finish()
      for recorder in potentials { try recorder.finish() }
      let names = ["n.csv", "n.npy", "source.npy", "v.csv", "v.npy"]
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == names)

      var expected: [[Spike]] = [[], []], samples: [[Double]] = [], rows = ["time,7,0,299"]
      for step in 1...1300 {
        plain.advance(steps: 1, recording: [0, 1]) { expected[$0.population] += $0.spikes }
        let v = plain.potentials(of: 1)
        if step % 7 == 0 { samples.append(neurons.map { v[$0] }) }
        if step % 100 == 0 { rows.append("\(Double(step) / 10)," + neurons.map { "\(Float(v[$0]))" }.joined(separator: ",")) }
      }
      #expect(expected[1].count > 100 && expected[0].count == 60)
      for (population, name) in [(1, "/n.npy"), (0, "/source.npy")] {
        let data = try Self.data(folder + name)
        #expect(data.count == 12 * expected[population].count)
        for (i, spike) in expected[population].enumerated() {
          #expect(Self.number(data, 12 * i, Double.self) == Double(spike.step + 1) / 10)
          #expect(Self.number(data, 12 * i + 8, Int32.self) == spike.neuron)
        }
      }
      let text = ["time,neuron"] + expected[1].map { "\(Double($0.step + 1) / 10),\($0.neuron)" }
      #expect(try Self.lines(folder + "/n.csv") == text.map { $0[...] })
      #expect(try Self.lines(folder + "/v.csv") == rows.map { $0[...] })
      let data = try Self.data(folder + "/v.npy"), values = samples.joined().map { Float($0) }
      #expect(data.count == 4 * values.count)
      for (i, value) in values.enumerated() { #expect(Self.number(data, 4 * i, Float.self) == value) }
    }
  }

  @Test func weights() throws {
    try Self.withFolder { folder in
      var network = try RestTests.network(.plastic)
      network.advance(steps: 500)
      for (pathway, name) in [(0, "/a"), (1, "/b")] {
        try network.writeWeights(of: pathway, to: folder + name + ".npy")
        try network.writeWeights(of: pathway, to: folder + name + ".csv")
        let synapses = network.synapses(of: pathway), data = try Self.data(folder + name + ".npy")
        #expect(synapses.count > 1000 && data.count == 12 * synapses.count)
        for (i, synapse) in synapses.enumerated() {
          #expect(Self.number(data, 12 * i, Int32.self) == synapse.source)
          #expect(Self.number(data, 12 * i + 4, Int32.self) == synapse.target)
          #expect(Self.number(data, 12 * i + 8, Float.self) == synapse.weight)
        }
        let text = ["source,target,weight"] + synapses.map { "\($0.source),\($0.target),\($0.weight)" }
        #expect(try Self.lines(folder + name + ".csv") == text.map { $0[...] })
      }
    }
  }

  /// With reference weights there is a column more.
  @Test func references() throws {
    try Self.withFolder { folder in
      var network = try RestTests.network(.orchestrated)
      network.advance(steps: 60_000)
      try network.writeWeights(of: 1, to: folder + "/a.csv")
      let references = try #require(network.references(of: 1)), synapses = network.synapses(of: 1)
      let rows = zip(synapses, references).map { "\($0.source),\($0.target),\($0.weight),\($1)" }
      #expect(try Self.lines(folder + "/a.csv") == (["source,target,weight,reference"] + rows).map { $0[...] })
      #expect(zip(synapses, references).contains { $0.weight != $1 })
    }
  }

  /// Hours of spikes take no more memory than minutes: chunks of a bounded number.
  @Test func chunksAreBounded() throws {
    try Self.withFolder { folder in
      var network = try SpikingNetwork(
        step: 0.1, populations: [Population("s", 640, .poisson(rates: [2000]))], pathways: [], stream: NeuronTests.stream)
      let recorder = try SpikeRecorder(network, [(0, folder + "/s.npy")])
      var largest = 0, count = 0
      network.advance(steps: 5000, recording: recorder.populations, chunk: 4096) {
        largest = max(largest, $0.spikes.count)
        count += $0.spikes.count
        do { try recorder.record($0) } catch { Issue.record(error) }
      }
      #expect(largest <= 4096 && count > 500_000)
      // Of what was recorded no more than a block is not on disk.
      let path = folder + "/s.npy.tmp", size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
      #expect(size > 12 * count - 140_000)
      try recorder.finish()
      #expect(try Self.data(folder + "/s.npy").count == 12 * count)
    }
  }

  @Test func mistakes() throws {
    try Self.withFolder { folder in
      var network = try RestTests.network(.currents)
      let path = folder + "/a.npy"
      #expect(throws: SpikingError.self) { try SpikeRecorder(network, [(2, path)]) }
      #expect(throws: ColumnFile.Failure.twice(path: path)) { try SpikeRecorder(network, [(0, path), (1, path)]) }
      #expect(throws: ColumnFile.Failure.otherFormat(path: folder + "/a.mat")) {
        try SpikeRecorder(network, [(0, path), (1, folder + "/a.mat")])
      }
      for (population, neurons, every) in [(2, [0], 1), (1, [300], 1), (1, [-1], 1), (1, [], 1), (1, [0], 0)] {
        #expect(throws: SpikingError.self) {
          try PotentialRecorder(network, population: population, neurons: neurons, every: every, to: path)
        }
      }
      #expect(throws: ColumnFile.Failure.self) {
        try PotentialRecorder(network, population: 1, neurons: [1, 1], every: 1, to: path)
      }
      #expect(throws: SpikingError.self) { try network.writeWeights(of: 2, to: path) }
      do {
        let recorder = try SpikeRecorder(network, [(0, path)])
        try network.advance(steps: 100, recording: recorder.populations, potentials: []) { try recorder.record($0) }
        // Never finished.
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }
}
