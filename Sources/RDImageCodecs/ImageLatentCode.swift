import RDCore
import RDNetworks

/// A code of small images of one shape with real-valued latents, to be combined with a quantiser.
///
/// Its rate is infinite without a ``LatentQuantiser`` between analysis and synthesis.
package protocol ImageLatentCode {
  /// The shape of every image.
  var imageShape: ImageShape { get }
  var latentDimension: Int { get }

  /// The latents of images.
  ///
  /// - Parameter images: images of ``imageShape``.
  /// - Returns: shape `[count, latentDimension]`.
  func encode(_ images: ImageBlock) -> VectorBlock

  /// The reconstruction from latents, in units of the full scale: 0 is black and 1 is white, unclipped.
  ///
  /// - Parameter latents: shape `[count, latentDimension]`.
  /// - Returns: shape `[count, imageShape.elementCount]`, ordered as the samples of an `ImageBlock`.
  func decode(_ latents: VectorBlock) -> VectorBlock
}

/// A variational autoencoder gives the means.
extension ImageAutoencoder: ImageLatentCode {}
