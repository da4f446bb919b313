package import RDCore

/// Independent weights, uniform on `[-a, a]` with `a = sqrt(6 / (inputs + outputs))`: signals and gradients then keep
/// their variance from layer to layer near the origin.
///
/// > Source: [glorot2010], equation 16.
package struct GlorotUniform<Scalar: EngineScalar>: ParameterInitialiser {
  /// The width of the layer's input.
  package let inputCount: Int

  /// The width of the layer's output.
  package let outputCount: Int

  /// The seed of this layer's weights.
  package let seed: SeedPath

  /// The bound `a`.
  package var bound: Double { (6 / Double(inputCount + outputCount)).squareRoot() }

  /// Weights of a layer.
  package init(inputCount: Int, outputCount: Int, seed: SeedPath) {
    self.inputCount = inputCount
    self.outputCount = outputCount
    self.seed = seed
  }

  package func fill(_ parameter: Matrix<Scalar>) {
    var stream = RandomStream(seed: seed)
    for row in 0..<parameter.rows {
      for column in 0..<parameter.columns {
        parameter[row, column] = Scalar(bound * (2 * stream.nextUniform() - 1))
      }
    }
  }
}
