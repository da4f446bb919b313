import RDCore

/// The range of a layer's first weights.
package enum WeightInitialisation: String, Sendable, CaseIterable {
  /// `GlorotUniform`: for activations that are the identity near the origin.
  case glorot

  /// `HeUniform`: for rectified linear units.
  case he

  /// The initialiser of a layer whose outputs see `inputCount` inputs each, and whose inputs feed `outputCount` outputs each.
  func initialiser<Scalar: EngineScalar>(
    inputCount: Int, outputCount: Int, seed: SeedPath
  ) -> any ParameterInitialiser<Scalar> {
    switch self {
    case .glorot:
      GlorotUniform(inputCount: inputCount, outputCount: outputCount, seed: seed)
    case .he:
      HeUniform(inputCount: inputCount, seed: seed)
    }
  }
}
