/// Numbers that stay where they are and as they are.
final class FixedTable: @unchecked Sendable {
  let base: UnsafePointer<Float>

  init(_ values: [Float]) {
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: max(values.count, 1))
    for (i, value) in values.enumerated() { memory[i] = value }
    base = UnsafePointer(memory)
  }

  deinit { base.deallocate() }
}
