import RDCore
import RDImages

/// A trained model that codes grey and colour images of 8 bits per sample.
///
/// Latents are decoded exactly; the synthesis is in floating point, and its samples are the same up to rounding.
package protocol LearnedImageCodec: Sendable {
  /// A number that rises with the rate among models of one kind.
  var rateOrder: Double { get }

  /// The latents, or channels of them, that differed between training images once quantised, and all that there are.
  var latents: (live: Int, all: Int) { get }

  /// Rejects images that the model cannot code, by their shape and how many there are.
  func check(count: Int, of shape: ImageShape) throws(ImageContainerError)

  /// Images coded together, grey ones as colour with three equal channels where the model is one of colour.
  ///
  /// - Returns: the group, and the ideal code length of its latents with the same tables, in bits.
  /// - Precondition: there is an image, and ``check(count:of:)`` accepts them.
  func group(
    of block: ImageBlock
  ) -> (group: ImageContainer.Group, estimatedBits: () -> Double)

  /// The images of a group, grey ones as the mean of the channels of a model of colour.
  ///
  /// - Throws: ``ImageContainerError`` for a payload that is damaged, or images that the model cannot code.
  func decode(_ group: ImageContainer.Group) throws(ImageContainerError) -> ImageBlock
}

extension LearnedImageCodec {
  /// Images in one file, consecutive ones of the same size and kind coded together.
  ///
  /// - Parameters:
  ///   - images: grey or colour, 8 bits per sample.
  ///   - modelHash: the content hash of the model, of which the file keeps the first bytes.
  /// - Returns: the file.
  /// - Throws: ``ImageContainerError`` for images with alpha or other depths, too many, none, or of a shape that the model does not take.
  package func encode(_ images: [Image], modelHash: [UInt8]) throws(ImageContainerError)
    -> ImageContainer
  {
    guard !images.isEmpty else { throw .noImages }
    var samples = 0
    for image in images {
      try ImageContainer.check(image)
      samples += try ImageContainer.samples(
        1, height: image.shape.height, width: image.shape.width, besides: samples)
    }
    var groups: [ImageContainer.Group] = []
    var first = 0
    while first < images.count {
      var end = first + 1
      while end < images.count, images[end].shape == images[first].shape { end += 1 }
      try check(count: end - first, of: images[first].shape)
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
  /// - Precondition: ``check(count:of:)`` accepts the images.
  package func encode(_ block: ImageBlock, modelHash: [UInt8]) -> (
    file: ImageContainer, estimatedBits: Double
  ) {
    guard block.count > 0 else { return (container(of: [], modelHash), 0) }
    let (group, estimatedBits) = group(of: block)
    return (container(of: [group], modelHash), estimatedBits())
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

  private func container(
    of groups: [ImageContainer.Group], _ modelHash: [UInt8]
  ) -> ImageContainer {
    ImageContainer(
      modelHash: Array(modelHash.prefix(ImageContainer.hashLength)), groups: groups)
  }
}

extension ImageContainer {
  /// Rejects an image that no file can hold.
  ///
  /// - Throws: ``ImageContainerError`` for an image with alpha, or with other than 8 bits per sample.
  package static func check(_ image: Image) throws(ImageContainerError) {
    guard image.shape.channels % 2 == 1 else { throw .unsupportedImage(kind: "transparent images") }
    guard image.bitDepth == 8 else {
      throw .unsupportedImage(kind: "images of \(image.bitDepth) bits")
    }
  }
}
