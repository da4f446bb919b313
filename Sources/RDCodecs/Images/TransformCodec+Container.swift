internal import RDCoding
public import RDCore
public import RDImaging

extension TransformCodec {
  /// Images in one file, consecutive ones of the same size and kind coded together.
  ///
  /// Grey images are coded as colour with three equal channels, and come back as the mean of the three.
  ///
  /// - Parameters:
  ///   - images: grey or colour, 8 bits a sample, any sizes.
  ///   - modelHash: the content hash of the model, of which the file keeps the first bytes.
  /// - Returns: the file.
  /// - Throws: ``ImageContainerError`` for images with alpha or other depths, or none at all.
  public func encode(_ images: [Image], modelHash: [UInt8]) throws(ImageContainerError)
    -> ImageContainer
  {
    guard !images.isEmpty else { throw .noImages }
    for image in images {
      guard image.shape.channels != 2, image.shape.channels != 4 else {
        throw .unsupportedImage(kind: "transparent ones")
      }
      guard image.bitDepth == 8 else {
        throw .unsupportedImage(kind: "such with \(image.bitDepth) bits")
      }
    }
    var groups: [ImageContainer.Group] = []
    var first = 0
    while first < images.count {
      var end = first + 1
      while end < images.count, images[end].shape == images[first].shape { end += 1 }
      groups.append(group(of: images[first..<end]))
      first = end
    }
    return ImageContainer(
      modelHash: Array(modelHash.prefix(ImageContainer.hashLength)), groups: groups)
  }

  /// A block of colour images in one file.
  ///
  /// - Returns: the file, and what its latents would cost an ideal coder with the same tables, in bits.
  public func encode(_ block: ImageBlock, modelHash: [UInt8]) -> (
    file: ImageContainer, estimatedBits: Double
  ) {
    let grid = quantisedLatents(of: block)
    let group = ImageContainer.Group(
      count: block.count, height: block.shape.height, width: block.shape.width, isGrey: false,
      payload: latentModel.encode(grid))
    return (
      ImageContainer(
        modelHash: Array(modelHash.prefix(ImageContainer.hashLength)), groups: [group]),
      latentModel.idealBits(of: grid).reduce(0, +)
    )
  }

  /// The images of a file.
  ///
  /// - Throws: ``ImageContainerError`` for a file of another model, or a payload that is damaged.
  public func decode(_ file: ImageContainer, modelHash: [UInt8]) throws(ImageContainerError)
    -> [Image]
  {
    let own = Array(modelHash.prefix(ImageContainer.hashLength))
    guard file.modelHash == own else {
      throw .otherModel(
        file: ImageContainer.text(of: file.modelHash), model: ImageContainer.text(of: own))
    }
    var images: [Image] = []
    for group in file.groups {
      let block = try decode(group)
      for index in 0..<block.count {
        let image = block.image(at: index)
        images.append(group.isGrey ? image.meanOfChannels : image)
      }
    }
    return images
  }

  /// The images of a group, in colour.
  ///
  /// - Throws: ``ImageContainerError/damagedPayload(reason:)``; ``ImageContainerError/tooLarge(count:height:width:)`` if the latents
  ///   would take more memory than images may: millions of images of one pixel have more latents than samples.
  public func decode(_ group: ImageContainer.Group) throws(ImageContainerError) -> ImageBlock {
    let (rows, columns) = latentShape(height: group.height, width: group.width)
    let (latents, hasOverflown) = group.count.multipliedReportingOverflow(
      by: rows * columns * architecture.latentChannels)
    guard !hasOverflown, latents <= ImageContainer.sampleLimit else {
      throw .tooLarge(count: group.count, height: group.height, width: group.width)
    }
    do throws(CodingError) {
      let grid = try latentModel.decode(
        group.payload, count: group.count, height: rows, width: columns)
      return self.images(of: grid, height: group.height, width: group.width)
    } catch {
      throw .damagedPayload(reason: "\(error)")
    }
  }

  private func group(of images: ArraySlice<Image>) -> ImageContainer.Group {
    let shape = images[images.startIndex].shape
    let isGrey = shape.channels == 1
    var samples: [UInt8] = []
    samples.reserveCapacity(images.count * shape.pixelCount * 3)
    for image in images {
      for sample in image.samples {
        for _ in 0..<(isGrey ? 3 : 1) { samples.append(UInt8(truncatingIfNeeded: sample)) }
      }
    }
    let block = ImageBlock(
      count: images.count,
      shape: ImageShape(height: shape.height, width: shape.width, channels: 3), samples: samples)
    return ImageContainer.Group(
      count: block.count, height: shape.height, width: shape.width, isGrey: isGrey,
      payload: latentModel.encode(quantisedLatents(of: block)))
  }
}

extension Image {
  /// The grey picture of the means of red, green and blue, rounded.
  fileprivate var meanOfChannels: Image {
    Image(
      shape: ImageShape(height: shape.height, width: shape.width, channels: 1),
      samples: stride(from: 0, to: samples.count, by: 3).map {
        (samples[$0] + samples[$0 + 1] + samples[$0 + 2] + 1) / 3
      })
  }
}
