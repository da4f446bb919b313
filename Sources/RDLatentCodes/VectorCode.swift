import RDCore
import RDNetworks

/// A code of vectors with real-valued latents, to be combined with a quantiser.
///
/// Its rate is infinite without a ``LatentQuantiser`` between analysis and synthesis.
package protocol VectorCode {
  /// Components of a source vector.
  var inputDimension: Int { get }

  /// Components of a latent vector.
  var latentDimension: Int { get }

  /// The latents of source vectors.
  ///
  /// - Parameter block: shape `[count, inputDimension]`.
  /// - Returns: shape `[count, latentDimension]`.
  func encode(_ block: VectorBlock) -> VectorBlock

  /// The reconstruction from latents.
  ///
  /// - Parameter latents: shape `[count, latentDimension]`.
  /// - Returns: shape `[count, inputDimension]`.
  func decode(_ latents: VectorBlock) -> VectorBlock
}

extension Autoencoder: VectorCode {
  package var inputDimension: Int { architecture.inputDimension }
  package var latentDimension: Int { architecture.latentDimension }
}

extension PrincipalComponents: VectorCode {}
