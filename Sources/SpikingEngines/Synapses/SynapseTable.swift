import CKernels
import NetworkModels
import NumericalMethods

/// Indices in 16 bits where they fit, in 32 otherwise.
enum Indices: Sendable {
  case short(Vector<UInt16>)
  case long(Vector<UInt32>)

  init(_ count: Int, isWide: Bool) throws(SpikingError) {
    self = isWide ? .long(try Vector(count)) : .short(try Vector(count))
  }

  var isWide: Bool { if case .long = self { true } else { false } }

  var bytes: Int {
    switch self {
    case .short(let vector): vector.bytes
    case .long(let vector): vector.bytes
    }
  }

  var raw: UnsafeRawPointer {
    switch self {
    case .short(let vector): UnsafeRawPointer(vector.reading)
    case .long(let vector): UnsafeRawPointer(vector.reading)
    }
  }

  subscript(i: Int) -> Int {
    switch self {
    case .short(let vector): Int(vector.reading[i])
    case .long(let vector): Int(vector.reading[i])
    }
  }
}

/// Which synapses there are: targets of each presynaptic neuron, ascending. Never changes, so all copies of a network share it.
struct SynapseTable: Sendable {
  /// Synapses of row r are row[r] ..< row[r + 1].
  let row: Vector<UInt32>
  let index: Indices
  /// Weights of a list, in the table's order.
  let listed: Vector<Float>?
  let rows: Int

  var count: Int { Int(row.reading[rows]) }

  /// Synapses of one pathway hold 32-bit places.
  static let most = Int(UInt32.max) - 16

  /// Random synapses: row r is drawn from block r of `stream`, whatever the others are.
  init(
    rows: Int, columns: Range<Int>, isWide: Bool, probability: Double, excluding own: Int?, stream: StreamKey,
    kernels: UnsafePointer<engram_spiking_kernels>, name: String
  ) throws(SpikingError) {
    let pairs = Double(rows) * Double(columns.count), mean = pairs * probability
    let room = mean + 8 * mean.squareRoot() + Double(64)
    guard room < Double(Self.most) else { throw .invalid("too many synapses (\(Int(mean)))", in: name) }
    var row = try Vector<UInt32>(rows + 1)
    let inverse = probability >= 1 ? 0 : probability <= 0 ? -Double.infinity : 1 / Self.log1p(-probability)
    let pair = [stream.subject, stream.purpose]
    let starts = row.writing()
    var places = 0
    let wire = kernels.pointee.wire
    func draw(_ r: Int, _ to: UnsafeMutablePointer<UInt32>, _ room: Int) -> Int {
      guard probability > 0 else { return 0 }
      let itself = own.map { $0 + r }.flatMap { columns.contains($0) ? UInt32($0 - columns.lowerBound) : nil }
      return wire(to, room, UInt32(columns.count), inverse, itself ?? .max, stream.seed, pair, UInt32(r))
    }
    if isWide {
      var index = try Vector<UInt32>(Int(room))
      let base = index.writing()
      for r in 0..<rows {
        let found = draw(r, base + places, max(0, Int(room) - places))
        guard places + found <= Int(room) else { throw .memory(places + found) }
        if columns.lowerBound > 0 { for i in places..<places + found { base[i] += UInt32(columns.lowerBound) } }
        places += found
        starts[r + 1] = UInt32(places)
      }
      self.index = .long(index)
    } else {
      var index = try Vector<UInt16>(Int(room)), line = try Vector<UInt32>(columns.count)
      let base = index.writing(), buffer = line.writing()
      for r in 0..<rows {
        let found = draw(r, buffer, columns.count)
        guard places + found <= Int(room) else { throw .memory(places + found) }
        for i in 0..<found { base[places + i] = UInt16(truncatingIfNeeded: Int(buffer[i]) + columns.lowerBound) }
        places += found
        starts[r + 1] = UInt32(places)
      }
      self.index = .short(index)
    }
    self.row = row
    self.rows = rows
    listed = nil
  }

  /// The synapses of a list; `first` is the first presynaptic neuron.
  init(_ list: [Synapse], first: Int, rows: Int, columns: Range<Int>, isWide: Bool, name: String) throws(SpikingError) {
    guard list.count < Self.most else { throw .invalid("too many synapses (\(list.count))", in: name) }
    for synapse in list {
      guard (first..<first + rows).contains(Int(synapse.source)), columns.contains(Int(synapse.target)), synapse.weight.isFinite
      else { throw .invalid("no synapse from \(synapse.source) to \(synapse.target) of weight \(synapse.weight)", in: name) }
    }
    let order = list.indices.sorted {
      (list[$0].source, list[$0].target, $0) < (list[$1].source, list[$1].target, $1)
    }
    var row = try Vector<UInt32>(rows + 1), weights = try Vector<Float>(list.count)
    let starts = row.writing(), values = weights.writing()
    for (place, i) in order.enumerated() {
      starts[Int(list[i].source) - first + 1] += 1
      values[place] = list[i].weight
    }
    for r in 0..<rows { starts[r + 1] += starts[r] }
    if isWide {
      index = .long(try Vector(order.map { UInt32(list[$0].target) }))
    } else {
      index = .short(try Vector(order.map { UInt16(truncatingIfNeeded: list[$0].target) }))
    }
    self.row = row
    self.rows = rows
    listed = weights
  }

  private static func log1p(_ x: Double) -> Double {
    // By the series where 1 + x loses digits.
    x.magnitude < 1e-4 ? x - x * x / 2 + x * x * x / 3 - x * x * x * x / 4 : Elementary.log(1 + x)
  }
}

/// The same synapses by postsynaptic neuron, for pathways that learn.
struct ColumnTable: Sendable {
  /// Synapses onto neuron j are column[j] ..< column[j + 1].
  let column: Vector<UInt32>
  /// Their places in the rows' order, and their rows.
  let place: Vector<UInt32>
  let origin: Indices

  init(_ table: SynapseTable, targets: Int) throws(SpikingError) {
    var column = try Vector<UInt32>(targets + 2), place = try Vector<UInt32>(table.count)
    let starts = column.writing(), places = place.writing(), row = table.row.reading
    func fill<T: FixedWidthInteger & BitwiseCopyable>(_ index: UnsafePointer<T>, _ origin: UnsafeMutablePointer<T>) {
      for i in 0..<table.count { starts[Int(index[i]) + 2] += 1 }
      for j in 0..<targets { starts[j + 2] += starts[j + 1] }
      for r in 0..<table.rows {
        for i in Int(row[r])..<Int(row[r + 1]) {
          let to = Int(starts[Int(index[i]) + 1])
          starts[Int(index[i]) + 1] += 1
          places[to] = UInt32(i)
          origin[to] = T(truncatingIfNeeded: r)
        }
      }
    }
    switch table.index {
    case .short(let index):
      var origin = try Vector<UInt16>(table.count)
      fill(index.reading, origin.writing())
      self.origin = .short(origin)
    case .long(let index):
      var origin = try Vector<UInt32>(table.count)
      fill(index.reading, origin.writing())
      self.origin = .long(origin)
    }
    self.column = column
    self.place = place
  }
}
