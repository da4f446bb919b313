/// How a parameter gets its first values.
package protocol ParameterInitialiser<Scalar> {
  /// The number type of the parameter.
  associatedtype Scalar: EngineScalar

  /// Writes the first values; `parameter` is all zeros before.
  func fill(_ parameter: Matrix<Scalar>)
}
