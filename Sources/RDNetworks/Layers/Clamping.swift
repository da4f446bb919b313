/// Numbers held within an interval; those outside have no gradient.
package struct Clamping<Scalar: EngineScalar>: Node {
  /// What comes in, shape `[batch, width]`.
  let input: Value

  /// What goes on, shape `[batch, width]`.
  let output: Value

  /// The ends of the interval.
  package let lower: Scalar
  package let upper: Scalar

  package var inputs: [Value] { [input] }

  package func forward(in pass: Pass<Scalar>) {
    let input = pass.value(input)
    let output = pass.value(output)
    let lower = Scalar.Wide(repeating: lower)
    let upper = Scalar.Wide(repeating: upper)
    for row in 0..<input.rows {
      for vector in 0..<input.vectorsPerRow {
        let x = input[row, vector: vector]
        let raised = x.wherePositive(x - lower, otherwise: lower)
        output[row, vector: vector] = raised.wherePositive(upper - raised, otherwise: upper)
      }
    }
  }

  package func backward(in pass: Pass<Scalar>) {
    let input = pass.value(input)
    let inputGradient = pass.gradient(self.input)
    let outputGradient = pass.gradient(output)
    let lower = Scalar.Wide(repeating: lower)
    let upper = Scalar.Wide(repeating: upper)
    let zero = Scalar.Wide(repeating: 0)
    for row in 0..<input.rows {
      for vector in 0..<input.vectorsPerRow {
        let x = input[row, vector: vector]
        inputGradient[row, vector: vector] = outputGradient[row, vector: vector]
          .wherePositive(x - lower, otherwise: zero).wherePositive(upper - x, otherwise: zero)
      }
    }
  }
}

extension GraphBuilder {
  /// Records that numbers are held within an interval.
  ///
  /// - Parameters:
  ///   - input: what it reads, shape `[batch, width]`.
  ///   - lower: the least number that goes on.
  ///   - upper: the greatest.
  /// - Returns: its output, in the same shape.
  /// - Precondition: `lower < upper`.
  @_specialize(where Scalar == Float)
  package mutating func clamping(_ input: Value, from lower: Double, to upper: Double) -> Value {
    precondition(lower < upper)
    let output = value(columns: input.columns)
    record(
      Clamping(input: input, output: output, lower: Scalar(lower), upper: Scalar(upper)))
    return output
  }
}
