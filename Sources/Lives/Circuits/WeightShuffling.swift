import NumericalMethods
import SpikingEngines

extension SpikingNetwork {
  /// Deals a pathway's weights out anew among its synapses, and multiplies them; reference weights go with the weights.
  mutating func shuffleWeights(of pathway: Int, times: Double = 1, _ random: inout RandomStream) {
    rearrangeWeights(of: pathway, random.shuffled(Array(0..<synapseCount(of: pathway))), times: times)
  }

  /// Multiplies a pathway's weights, and its reference weights.
  mutating func scaleWeights(of pathway: Int, times: Double) {
    rearrangeWeights(of: pathway, Array(0..<synapseCount(of: pathway)), times: times)
  }

  /// Puts weight `order[i]`, times a factor, in place i.
  private mutating func rearrangeWeights(of pathway: Int, _ order: [Int], times: Double) {
    func changed(_ values: [Float]) -> [Float] { order.map { values[$0] * Float(times) } }
    setWeights(of: pathway, changed(weights(of: pathway)))
    if let references = references(of: pathway) { setReferences(of: pathway, changed(references)) }
  }

  /// Takes over the weights of a pathway of a network with the same wiring.
  mutating func take(_ pathway: Int, from other: SpikingNetwork) {
    setWeights(of: pathway, other.weights(of: pathway))
    if let references = other.references(of: pathway) { setReferences(of: pathway, references) }
  }
}
