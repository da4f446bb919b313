import RDCoding
import RDCore
import RDImages

extension TransformCodec {
  /// Rejects an image that no file can hold.
  ///
  /// - Throws: ``ImageContainerError`` for an image with alpha, or with other than 8 bits per sample.
  package static func check(_ image: Image) throws(ImageContainerError) {
    guard image.shape.channels % 2 == 1 else { throw .unsupportedImage(kind: "transparent images") }
    guard image.bitDepth == 8 else {
      throw .unsupportedImage(kind: "images of \(image.bitDepth) bits")
    }
  }

  /// Images in one file, consecutive ones of the same size and kind coded together.
  ///
  /// Grey images are coded as colour with three equal channels, and come back as the mean of the three.
  ///
  /// - Parameters:
  ///   - images: grey or colour, 8 bits per sample, any sizes.
  ///   - modelHash: the content hash of the model, of which the file keeps the first bytes.
  /// - Returns: the file.
  /// - Throws: ``ImageContainerError`` for images with alpha or other depths, too many, or none.
  package func encode(_ images: [Image], modelHash: [UInt8]) throws(ImageContainerError)
    -> ImageContainer
  {
    guard !images.isEmpty else { throw .noImages }
    var samples = 0
    for image in images {
      try Self.check(image)
      samples += try ImageContainer.samples(
        1, height: image.shape.height, width: image.shape.width, besides: samples)
    }
    var groups: [ImageContainer.Group] = []
    var first = 0
    while first < images.count {
      var end = first + 1
      while end < images.count, images[end].shape == images[first].shape { end += 1 }
      let shape = images[first].shape
      _ = try checkedLatentShape(count: end - first, height: shape.height, width: shape.width)
      guard let block = ImageBlock(Array(images[first..<end])) else {
        preconditionFailure("images of one shape and 8 bits are a block")
      }
      groups.append(group(of: block).group)
      first = end
    }
    return container(of: groups, modelHash)
  }

  /// A block of grey or colour images in one file.
  ///
  /// - Returns: the file, and the ideal code length of its latents with the same tables, in bits.
  package func encode(_ block: ImageBlock, modelHash: [UInt8]) -> (
    file: ImageContainer, estimatedBits: Double
  ) {
    guard block.count > 0 else { return (container(of: [], modelHash), 0) }
    let (group, grid) = group(of: block)
    return (container(of: [group], modelHash), latentModel.idealBits(of: grid).reduce(0, +))
  }

  /// The images of a file.
  ///
  /// - Throws: ``ImageContainerError`` for a file of another model, or a payload that is damaged.
  package func decode(_ file: ImageContainer, modelHash: [UInt8]) throws(ImageContainerError)
    -> [Image]
  {
    let own = Array(modelHash.prefix(ImageContainer.hashLength))
    guard file.modelHash == own else {
      throw .otherModel(
        file: file.modelHash.hexadecimal, model: own.hexadecimal)
    }
    var images: [Image] = []
    for group in file.groups {
      let block = try decode(group)
      for index in 0..<block.count { images.append(block.image(at: index)) }
    }
    return images
  }

  /// The images of a group, grey ones as the mean of the three channels.
  ///
  /// - Throws: ``ImageContainerError/damagedPayload(reason:)``; ``ImageContainerError/tooLarge(count:height:width:)`` if the latents
  ///   would take more memory than images may: millions of images of one pixel have more latents than samples.
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
  ///
  /// - Throws: ``ImageContainerError/tooLarge(count:height:width:)`` if together they have more latents than a file may have samples.
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

  private func group(
    of block: ImageBlock
  ) -> (group: ImageContainer.Group, latents: LatentGrid) {
    let grid = quantisedLatents(of: block.inColour)
    return (
      ImageContainer.Group(
        count: block.count, height: block.shape.height, width: block.shape.width,
        isGrey: block.shape.channels == 1, payload: latentModel.encode(grid)),
      grid
    )
  }

  private func container(
    of groups: [ImageContainer.Group], _ modelHash: [UInt8]
  ) -> ImageContainer {
    ImageContainer(
      modelHash: Array(modelHash.prefix(ImageContainer.hashLength)), groups: groups)
  }
}
