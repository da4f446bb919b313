import RDCore

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
    parameter.fillUniformly(bound: bound, seed: seed)
  }
}

extension Matrix {
  /// Fills the matrix with independent numbers, uniform on `[-bound, bound]`.
  func fillUniformly(bound: Double, seed: SeedPath) {
    var stream = RandomStream(seed: seed)
    for row in 0..<rows {
      for column in 0..<columns {
        self[row, column] = Scalar(bound * (2 * stream.nextUniform() - 1))
      }
    }
  }
}
