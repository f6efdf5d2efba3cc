import Materials
import NetworkModels

/// One subject at one moment: its brain, and what it has been through. A value: a branch copies it.
struct Moment {
  var brain: any Brain
  /// What was studied so far, in the order of the file.
  var studied: [Memory] = []
  /// The incidental episodes of waking so far, on the surface.
  var incidental: Experiences
  /// Trials of each task that a network of layers has been trained on in parts of epochs.
  var trained: [String: Int] = [:]
  /// Tasks that a feed-forward network has learnt.
  var learnt: Set<Int> = []

  init(_ brain: any Brain, on surface: InputLayer) {
    self.brain = brain
    incidental = Experiences(units: surface.units, size: surface.active)
  }

  /// Runs `body` on the brain as a `B`, if it is one. The brain is taken out meanwhile, so that it is not copied as it changes.
  mutating func with<B, R>(_ type: B.Type, _ body: (inout B, inout Moment) throws -> R) rethrows -> R? {
    guard var brain = brain as? B else { return nil }
    self.brain = Nobody()
    let result = try body(&brain, &self)
    if let brain = brain as? any Brain { self.brain = brain }
    return result
  }

  private struct Nobody: Brain {}
}
