internal import RDCore
public import RDLearning

/// An autoencoder's two halves are a code of vectors.
extension Autoencoder: VectorCode {
  /// Components of a source vector.
  public var inputDimension: Int { architecture.inputDimension }

  /// Components of a latent vector.
  public var latentDimension: Int { architecture.latentDimension }
}
