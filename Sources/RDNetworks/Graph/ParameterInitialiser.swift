/// The initialiser of a parameter.
package protocol ParameterInitialiser<Scalar> {
  /// The number type of the parameter.
  associatedtype Scalar: EngineScalar

  /// Writes the initial values; `parameter` is all zeros before.
  func fill(_ parameter: Matrix<Scalar>)
}
