/// Constant initial values.
package struct ConstantInitialiser<Scalar: EngineScalar>: ParameterInitialiser {
  package let constant: Double

  /// Initial values of a constant.
  package init(_ constant: Double) {
    self.constant = constant
  }

  package func fill(_ parameter: Matrix<Scalar>) {
    for row in 0..<parameter.rows {
      for column in 0..<parameter.columns { parameter[row, column] = Scalar(constant) }
    }
  }
}
