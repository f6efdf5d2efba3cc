import NumericalMethods

/// How the winners of a region are found from its net input: the one place at which a level of description comes in.
package protocol Competition: AnyObject {
  /// Writes the `count` winners among `units`, ascending, for net input `z` (padded with −10³⁰) under noise of standard deviation
  /// `sd`; and, where neurons spike, how coincident each winner's spike is with the others' (1: at their mean time).
  func compete(
    _ winners: UnsafeMutablePointer<Int32>, coincidence: UnsafeMutablePointer<Float>, _ z: UnsafePointer<Float>, units: Int,
    padded: Int,
    count: Int, sd: Double, noise: NoiseSource)
}
