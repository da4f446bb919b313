import RDCore
import RDNetworks

/// An autoencoder's two halves are a code of vectors.
extension Autoencoder: VectorCode {
  /// Components of a source vector.
  package var inputDimension: Int { architecture.inputDimension }

  /// Components of a latent vector.
  package var latentDimension: Int { architecture.latentDimension }
}
