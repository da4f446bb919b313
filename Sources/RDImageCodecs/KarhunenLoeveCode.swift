import RDCore

/// The best linear code of images: the coefficients of greatest variance of the Karhunen–Loève transform.
package struct KarhunenLoeveCode: ImageLatentCode, Sendable {
  package let transform: KarhunenLoeveTransform
  package let latentDimension: Int

  init(transform: KarhunenLoeveTransform, latentDimension: Int) {
    precondition(1...transform.mean.count ~= latentDimension)
    self.transform = transform
    self.latentDimension = latentDimension
  }

  package var imageShape: ImageShape { transform.imageShape }

  package func encode(_ images: ImageBlock) -> VectorBlock {
    transform.coefficients(of: images, count: latentDimension)
  }

  package func decode(_ latents: VectorBlock) -> VectorBlock {
    precondition(latents.dimension == latentDimension)
    return transform.images(from: latents)
  }
}
