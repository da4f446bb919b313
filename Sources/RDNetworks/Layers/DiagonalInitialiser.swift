/// Initial values of a square matrix: one number on the diagonal, another elsewhere.
package struct DiagonalInitialiser<Scalar: EngineScalar>: ParameterInitialiser {
  package let diagonal: Double
  package let elsewhere: Double

  package func fill(_ parameter: Matrix<Scalar>) {
    for row in 0..<parameter.rows {
      for column in 0..<parameter.columns {
        parameter[row, column] = Scalar(row == column ? diagonal : elsewhere)
      }
    }
  }
}
