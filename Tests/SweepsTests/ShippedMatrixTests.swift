import Engram
import Foundation
import Scenarios
import Sweeps
import Testing

/// The matrix that is shipped: its size, and that every experiment can be lived by every brain.
struct ShippedMatrixTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("scenarios").path

  @Test func holdsExperimentsAndTheories() throws {
    let file = try MatrixFile(path: Self.folder + "/matrix.yaml"), plan = try MatrixPlan(file)
    #expect(plan.experiments.count >= 12 && plan.brains.count >= 8)
    #expect(plan.cells.count == plan.experiments.count * plan.brains.count)
    for cell in plan.cells {
      let name = "\(plan.experiments[cell.experiment].name) on \(plan.brains[cell.brain].name)"
      #expect(cell.refusal.isEmpty && cell.subjects > 1, "\(name): \(cell.refusal)")
    }
    // Every experiment has a claim that must fail.
    for experiment in plan.experiments { #expect(experiment.claims.contains { $0.expect == .notMet }, "\(experiment.name)") }
  }
}
