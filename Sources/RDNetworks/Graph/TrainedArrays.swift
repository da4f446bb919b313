/// The flat arrays of an optimiser, padding included: one element of each per parameter.
package struct TrainedArrays<Scalar: EngineScalar> {
  /// Numbers in each array, an integer of cache lines.
  package let count: Int

  package let parameters: UnsafeMutablePointer<Scalar>
  package let gradients: UnsafeMutablePointer<Scalar>

  /// The running means, or sums, of the gradient.
  package let firstMoments: UnsafeMutablePointer<Scalar>

  /// The running means of the squared gradient.
  package let secondMoments: UnsafeMutablePointer<Scalar>
}
