import RDCore

/// Independent weights, uniform on `[-a, a]` with `a = sqrt(6 / inputs)`: signals keep their mean square from layer to layer through
/// rectified linear units.
///
/// > Source: [he2015], equation 10.
package struct HeUniform<Scalar: EngineScalar>: ParameterInitialiser {
  /// How many inputs each output of the layer sees.
  package let inputCount: Int

  /// The seed of this layer's weights.
  package let seed: SeedPath

  /// The bound `a`.
  package var bound: Double { (6 / Double(inputCount)).squareRoot() }

  /// Weights of a layer.
  package init(inputCount: Int, seed: SeedPath) {
    self.inputCount = inputCount
    self.seed = seed
  }

  package func fill(_ parameter: Matrix<Scalar>) {
    parameter.fillUniformly(bound: bound, seed: seed)
  }
}
