import RDCoding
import RDCore

extension TransformCodec: LearnedImageCodec {
  package var rateOrder: Double { lambda }

  package var latents: (live: Int, all: Int) {
    (latentModel.liveChannels.count, latentModel.channels)
  }

  /// - Throws: ``ImageContainerError/tooLarge(count:height:width:)`` if together they have more latents than a file may have samples:
  ///   millions of images of one pixel have more latents than samples.
  package func check(count: Int, of shape: ImageShape) throws(ImageContainerError) {
    _ = try checkedLatentShape(count: count, height: shape.height, width: shape.width)
  }

  package func group(
    of block: ImageBlock
  ) -> (group: ImageContainer.Group, estimatedBits: () -> Double) {
    let grid = quantisedLatents(of: block.inColour)
    return (
      ImageContainer.Group(
        count: block.count, height: block.shape.height, width: block.shape.width,
        isGrey: block.shape.channels == 1, payload: latentModel.encode(grid)),
      { latentModel.idealBits(of: grid).reduce(0, +) }
    )
  }

  package func decode(_ group: ImageContainer.Group) throws(ImageContainerError) -> ImageBlock {
    let (rows, columns) = try checkedLatentShape(
      count: group.count, height: group.height, width: group.width)
    do throws(CodingError) {
      let grid = try latentModel.decode(
        group.payload, count: group.count, height: rows, width: columns)
      let block = self.images(of: grid, height: group.height, width: group.width)
      return group.isGrey ? block.meanOfChannels : block
    } catch {
      throw .damagedPayload(reason: "\(error)")
    }
  }

  /// The sides of the map of latents of each of `count` images.
  private func checkedLatentShape(
    count: Int, height: Int, width: Int
  ) throws(ImageContainerError) -> (height: Int, width: Int) {
    let shape = latentShape(height: height, width: width)
    let (latents, hasOverflown) = count.multipliedReportingOverflow(
      by: shape.height * shape.width * architecture.latentChannels)
    guard !hasOverflown, latents <= ImageContainer.sampleLimit else {
      throw .tooLarge(count: count, height: height, width: width)
    }
    return shape
  }
}
