/// The passes of an activation over a layer's output, for one number type.
package struct ActivationKernels<Scalar: EngineScalar>: Sendable {
  /// Replaces `z` by `f(z + bias)`: the output, shape `[rows, columns]`, and the biases, shape `[1, columns]`.
  let forward: @Sendable (_ z: Matrix<Scalar>, _ bias: Matrix<Scalar>) -> Void

  /// Multiplies `gradient` by `f'` where the output is `y`, and adds its column sums to `biasGradient`.
  let backward:
    @Sendable (_ y: Matrix<Scalar>, _ gradient: Matrix<Scalar>, _ biasGradient: Matrix<Scalar>)
      -> Void

  init<Function: ActivationFunction>(_: Function.Type) {
    forward = { z, bias in
      for vector in 0..<z.vectorsPerRow {
        let shift = bias[0, vector: vector]
        for row in 0..<z.rows {
          z[row, vector: vector] = Function.value(z[row, vector: vector] + shift)
        }
      }
    }
    backward = { y, gradient, biasGradient in
      for vector in 0..<y.vectorsPerRow {
        var sum = biasGradient[0, vector: vector]
        for row in 0..<y.rows {
          let product =
            gradient[row, vector: vector]
            * Function.derivative(whereValueIs: y[row, vector: vector])
          gradient[row, vector: vector] = product
          sum = sum + product
        }
        biasGradient[0, vector: vector] = sum
      }
    }
  }
}
