import RDCore
import RDLatentCodes
import RDModelFiles
import RDNetworks
import Synchronization

/// A trained autoencoder of images of one shape as a codec.
///
/// The components of codes are quantised each in cells of its own, whose indices a range coder writes by a table for each
/// component, image after image.
package final class AutoencoderCodec: LearnedImageCodec {
  private let shape: ImageShape
  private let quantiser: CodedLatentQuantiser

  /// One thread at a time uses it.
  private let network: Mutex<any CodeNetwork>

  /// The section of a model file that holds the quantiser and its tables.
  static let codeSection = "latent-code"

  /// A codec of its parts.
  ///
  /// - Precondition: they have as many components.
  init(_ network: sending any CodeNetwork, of shape: ImageShape, quantiser: CodedLatentQuantiser) {
    precondition(network.codeCount == quantiser.quantiser.components.count)
    self.shape = shape
    self.quantiser = quantiser
    self.network = Mutex(network)
  }

  package var rateOrder: Double { quantiser.entropy.bits }

  package var latents: (live: Int, all: Int) {
    (quantiser.liveCount, quantiser.quantiser.components.count)
  }

  package func check(count: Int, of shape: ImageShape) throws(ImageContainerError) {
    let isColoured = shape.channels == 1 && self.shape.channels == 3
    guard shape.height == self.shape.height, shape.width == self.shape.width,
      shape.channels == self.shape.channels || isColoured
    else { throw .otherShape(shape, model: self.shape) }
    guard count <= ImageContainer.sampleLimit / quantiser.quantiser.components.count else {
      throw .tooLarge(count: count, height: shape.height, width: shape.width)
    }
  }

  package func group(
    of block: ImageBlock
  ) -> (group: ImageContainer.Group, estimatedBits: () -> Double) {
    let images = shape.channels == 3 ? block.inColour : block
    let codes = network.withLock { $0.encode(images) }
    return (
      ImageContainer.Group(latents: codes, of: block.shape, by: quantiser),
      { [quantiser] in quantiser.estimatedRate(of: codes).bits }
    )
  }

  package func decode(_ group: ImageContainer.Group) throws(ImageContainerError) -> ImageBlock {
    try check(
      count: group.count,
      of: ImageShape(
        height: group.height, width: group.width, channels: group.isGrey ? 1 : 3))
    let codes = try group.latents(by: quantiser)
    // In this order of arguments also what is not a number becomes a sample.
    let rows = network.withLock { $0.decode(codes) }
    let block = ImageBlock(
      count: group.count, shape: shape,
      samples: rows.elements.map { UInt8((255 * max(0, min(1, $0))).rounded()) })
    return group.isGrey && shape.channels == 3 ? block.meanOfChannels : block
  }
}
