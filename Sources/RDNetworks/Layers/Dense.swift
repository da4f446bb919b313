import RDCore

/// A fully connected layer: `y = f(x W + b)`.
package struct Dense<Scalar: EngineScalar>: Node {
  /// The value `x`, shape `[batch, inputs]`.
  let input: Value

  /// The value `y`, shape `[batch, outputs]`.
  let output: Value

  /// `W`, shape `[inputs, outputs]`.
  package let weights: Parameter

  /// `b`, shape `[1, outputs]`.
  let biases: Parameter

  /// The transpose of a small `W`, shape `[outputs, inputs]`, for the gradient of `x`.
  let transposedWeights: Workspace?

  /// The gradient of a large `W`.
  let weightProduct: BatchProduct?

  /// The passes of `f`.
  let activation: ActivationKernels<Scalar>

  package var inputs: [Value] { [input] }

  package func forward(in pass: Pass<Scalar>) {
    let output = pass.value(output)
    output.setProduct(pass.value(input), pass.value(weights))
    activation.forward(output, pass.value(biases))
  }

  package func backward(in pass: Pass<Scalar>) {
    let gradient = pass.gradient(output)
    let biasGradient = pass.gradient(biases)
    biasGradient.fill(with: 0)
    activation.backward(pass.value(output), gradient, biasGradient)
    if let weightProduct {
      pass.keep(pass.value(input), gradient, for: weightProduct)
    } else {
      pass.gradient(weights).setProduct(transposing: pass.value(input), gradient)
    }

    guard !input.isData else { return }
    let inputGradient = pass.gradient(input)
    let weights = pass.value(weights)
    guard let transposedWeights else {
      inputGradient.setProduct(.asStored, gradient, .transposed, weights, plus: 0)
      return
    }
    // OpenBLAS multiplies small batches by a transposed right factor at half its speed; the transpose costs a tenth of
    // the product. Large factors it packs anyway, and their transposes would not stay in a cache.
    let transpose = pass.workspace(transposedWeights)
    transpose.setTranspose(of: weights)
    inputGradient.setProduct(gradient, transpose)
  }
}

extension GraphBuilder {
  /// Records a fully connected layer, its biases zero.
  ///
  /// - `input`: the input, shape `[batch, inputs]`.
  /// - `fanOut`: the fan-out of the initial weights, if the layer comprises several parallel layers; by default its
  ///   width.
  /// - Returns: its output, shape `[batch, width]`.
  @_specialize(where Scalar == Float)
  package mutating func dense(
    _ input: Value, width: Int, activation: Activation,
    initialisation: WeightInitialisation = .glorot, seed: SeedPath, fanOut: Int? = nil
  ) -> Value {
    let output = value(columns: width)
    let isLarge = input.columns * width > 1 << 17
    let weights = parameter(
      rows: input.columns, columns: width,
      initialiser: initialisation.initialiser(
        inputCount: input.columns, outputCount: fanOut ?? width, seed: seed))
    record(
      Dense(
        input: input, output: output, weights: weights,
        biases: parameter(rows: 1, columns: width),
        transposedWeights: isLarge || input.isData
          ? nil : workspace(rows: width, columns: input.columns),
        weightProduct: isLarge ? batchProduct(weights) : nil,
        activation: Scalar.kernels(of: activation)))
    return output
  }
}
