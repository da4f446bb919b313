/// An affine map of data: `y = scale x + shift`, with constants.
package struct ScaleAndShift<Scalar: EngineScalar>: Node {
  /// The data, shape `[batch, width]`.
  let input: Value

  /// The output, shape `[batch, width]`; data too.
  let output: Value

  /// The factor.
  package let scale: Scalar

  package let shift: Scalar

  package var inputs: [Value] { [input] }

  package func forward(in pass: Pass<Scalar>) {
    let input = pass.value(input)
    let output = pass.value(output)
    let scale = Scalar.Wide(repeating: scale)
    let shift = Scalar.Wide(repeating: shift)
    for row in 0..<input.rows {
      for vector in 0..<input.vectorsPerRow {
        output[row, vector: vector] = shift.addingProduct(scale, input[row, vector: vector])
      }
    }
  }

  package func backward(in pass: Pass<Scalar>) {}
}

extension GraphBuilder {
  /// Records an affine map of data: `scale x + shift`.
  ///
  /// - Precondition: `input` is data.
  @_specialize(where Scalar == Float)
  package mutating func scaleAndShift(_ input: Value, scale: Double, shift: Double) -> Value {
    precondition(input.isData)
    let output = data(columns: input.columns)
    record(
      ScaleAndShift(
        input: input, output: output, scale: Scalar(scale), shift: Scalar(shift)))
    return output
  }
}
