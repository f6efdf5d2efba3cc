/// FNV-1a over 64 bits, byte by byte.
package struct Checksum: Sendable {
  package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  package init() {}

  package mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }

  /// The checksum of a text as 16 hexadecimal digits.
  package static func hex(_ text: String) -> String { hex(fnv(text.utf8)) }

  package static func hex(_ sum: UInt64) -> String {
    let hex = String(sum, radix: 16)
    return String(repeating: "0", count: 16 - hex.count) + hex
  }

  package static func fnv(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var sum = Checksum()
    sum.add(bytes)
    return sum.value
  }
}
