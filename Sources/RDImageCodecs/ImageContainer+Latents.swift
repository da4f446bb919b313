import RDCoding
import RDCore
import RDLatentCodes

extension ImageContainer {
  /// The file of images of one shape from their latents, of which a quantiser with its tables is the model.
  ///
  /// It is as long as the file of an ``AutoencoderCodec`` with these latents and this quantiser.
  ///
  /// - Parameters:
  ///   - latents: shape `[count, latentDimension]`.
  ///   - shape: the shape of each image.
  ///   - coder: the quantiser.
  package init(latents: VectorBlock, of shape: ImageShape, by coder: CodedLatentQuantiser) {
    self.init(
      modelHash: coder.contentHash.littleEndianBytes,
      groups: [Group(latents: latents, of: shape, by: coder)])
  }
}

extension ImageContainer.Group {
  /// Images of one shape as their quantised latents, shape `[count, latentDimension]`.
  init(latents: VectorBlock, of shape: ImageShape, by coder: CodedLatentQuantiser) {
    self.init(
      count: latents.count, height: shape.height, width: shape.width,
      isGrey: shape.channels == 1, payload: coder.payload(of: latents))
  }

  /// The quantised latents of the images, shape `[count, latentDimension]`.
  ///
  /// - Throws: ``ImageContainerError`` for a payload that is damaged.
  package func latents(by coder: CodedLatentQuantiser) throws(ImageContainerError) -> VectorBlock {
    do throws(CodingError) {
      return try coder.latents(of: payload, count: count)
    } catch {
      throw .damagedPayload(reason: "\(error)")
    }
  }
}
