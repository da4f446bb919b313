import RDCore

/// The evaluation of an autoencoder on vectors.
public struct AutoencoderEvaluation: Sendable, Equatable {
  /// Components `n` of a vector.
  package let dimension: Int

  /// The squared error `||x - y||^2` of each vector; single precision inside, so to about 1e-6 relative.
  public let squaredErrors: [Double]

  /// The mean divergence of a vector's latents from the standard normal, for a variational autoencoder.
  public let latentDivergence: Information?

  /// The mean square error per component; zero without vectors.
  public var meanSquaredError: Double {
    guard !squaredErrors.isEmpty else { return 0 }
    return squaredErrors.reduce(0, +) / Double(squaredErrors.count * dimension)
  }
}
