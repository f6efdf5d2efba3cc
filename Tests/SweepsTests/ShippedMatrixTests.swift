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
      #expect(cell.refusal.isEmpty, "\(name): \(cell.refusal)")
      // One that is not run says of every claim why it cannot be judged.
      let reasons = cell.subjects > 1 ? 0 : plan.experiments[cell.experiment].claims.count
      #expect(cell.obstacles.count == reasons && !cell.obstacles.contains(""), "\(name)")
    }
    for brain in plan.brains.indices {
      #expect(plan.cells.count { $0.brain == brain && $0.subjects > 1 } >= 5, "\(plan.brains[brain].name)")
    }
    // Every experiment has a claim that must fail.
    for experiment in plan.experiments { #expect(experiment.claims.contains { $0.expect == .notMet }, "\(experiment.name)") }
  }
}
