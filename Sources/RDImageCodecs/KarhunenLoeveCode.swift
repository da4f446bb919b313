import RDCore

/// The best linear code of images: the coefficients of greatest variance of the Karhunen–Loève transform.
package struct KarhunenLoeveCode: ImageLatentCode, Sendable {
  /// The transform.
  package let transform: KarhunenLoeveTransform

  /// How many coefficients are kept.
  package let latentDimension: Int

  init(transform: KarhunenLoeveTransform, latentDimension: Int) {
    precondition(1...transform.mean.count ~= latentDimension)
    self.transform = transform
    self.latentDimension = latentDimension
  }

  /// The shape of every image.
  package var imageShape: ImageShape { transform.imageShape }

  /// The coefficients of images.
  package func encode(_ images: ImageBlock) -> VectorBlock {
    transform.coefficients(of: images, count: latentDimension)
  }

  /// The images of coefficients.
  package func decode(_ latents: VectorBlock) -> VectorBlock {
    precondition(latents.dimension == latentDimension)
    return transform.images(from: latents)
  }
}
