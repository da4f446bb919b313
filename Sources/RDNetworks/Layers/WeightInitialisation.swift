import RDCore

/// The range of a layer's initial weights, which are independent and uniform on `[-a, a]`.
package enum WeightInitialisation: String, Sendable, CaseIterable {
  /// `a = sqrt(6 / (inputs + outputs))`: signals and gradients keep their variance from layer to layer through activations that
  /// are the identity near the origin.
  ///
  /// > Source: [glorot2010], equation 16.
  case glorot

  /// `a = sqrt(6 / inputs)`: signals keep their mean square from layer to layer through rectified linear units.
  ///
  /// > Source: [he2015], equation 10.
  case he

  /// The initialiser of a layer of fan-in `inputCount` and fan-out `outputCount`.
  func initialiser<Scalar: EngineScalar>(
    inputCount: Int, outputCount: Int, seed: SeedPath
  ) -> UniformInitialiser<Scalar> {
    let count = self == .glorot ? inputCount + outputCount : inputCount
    return UniformInitialiser(bound: (6 / Double(count)).squareRoot(), seed: seed)
  }
}

/// Independent initial values, uniform on `[-bound, bound]`.
struct UniformInitialiser<Scalar: EngineScalar>: ParameterInitialiser {
  let bound: Double
  let seed: SeedPath

  func fill(_ parameter: Matrix<Scalar>) {
    var stream = RandomStream(seed: seed)
    for row in 0..<parameter.rows {
      for column in 0..<parameter.columns {
        parameter[row, column] = Scalar(bound * (2 * stream.nextUniform() - 1))
      }
    }
  }
}
