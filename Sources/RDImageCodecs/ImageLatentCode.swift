import RDCore
import RDNetworks

/// A code of small images of one shape with real-valued latents: what is left of a codec when its quantiser is taken out.
///
/// Its rate is not finite until a ``LatentQuantiser`` stands between the two halves.
package protocol ImageLatentCode {
  /// The shape of every image.
  var imageShape: ImageShape { get }
  var latentDimension: Int { get }

  /// The latents of images.
  ///
  /// - Parameter images: images of ``imageShape``.
  /// - Returns: shape `[count, latentDimension]`.
  func encode(_ images: ImageBlock) -> VectorBlock

  /// The reconstruction from latents, in units of the full scale: 0 is black and 1 is white, and what lies outside is not cut off.
  ///
  /// - Parameter latents: shape `[count, latentDimension]`.
  /// - Returns: shape `[count, imageShape.elementCount]`, ordered as the samples of an `ImageBlock`.
  func decode(_ latents: VectorBlock) -> VectorBlock
}

/// A variational autoencoder codes the means.
extension ImageAutoencoder: ImageLatentCode {}
