import RDCoding
import RDCore
import RDLatentCodes

/// A lossless code of small images: a lossy code's quantised latents first, if any, then the samples, given the
/// lossy reconstruction.
///
/// The reconstruction is rounded to 8 bits and is one context among others of the `SampleModel`, which has learnt from training images
/// its information about a sample. The best split between latents and samples minimises their sum.
///
/// Decoding is in integer arithmetic, with one exception: the reconstruction is computed in floating point from the quantised latents, by the decoder
/// as by the encoder, in the same groups of images. On machines whose kernels sum in another order it can round differently, and all that follows would be
/// noise. The checksum of the samples detects this: such a file is rejected, not decoded wrongly. Without a lossy code nothing is computed in
/// floating point.
///
/// The file is an ``ImageContainer`` of one group; `groupSize` images at a time have their latents and then their samples in one range coder.
/// The payload begins with the checksum, 4 bytes.
package struct LosslessImageCodec {
  /// The lossy code with the quantiser of its latents; `nil` for a coder of contexts alone.
  let lossy: Lossy?

  /// The samples' model at the start of every file.
  let sampleModel: SampleModel

  /// The first bytes of a digest of everything that files depend on.
  package let contentHash: [UInt8]

  /// Images whose reconstructions are computed together: a part of the bitstream, since floating-point sums may depend on it.
  static let groupSize = 256

  /// Bytes of a payload that are the checksum of the samples.
  package static let checksumLength = Fingerprint.checksumLength

  /// A lossy code of images as a part of a lossless one.
  struct Lossy {
    let code: any ImageLatentCode

    /// Its quantiser, with the tables of an entropy coder.
    let quantiser: CodedLatentQuantiser

    /// The indices of the quantised latents of images, shape `[count, latentDimension]`.
    func indices(of images: ImageBlock) -> [UInt16] {
      quantiser.quantiser.indices(of: code.encode(images))
    }

    /// The samples that indices of quantised latents, shape `[count, latentDimension]`, decode to.
    package func samples(at indices: [UInt16]) -> [UInt8] {
      code.decode(quantiser.quantiser.latents(at: indices)).elements.map {
        // A damaged file may have impossible latents, and sums that are not finite.
        $0 >= 0 ? UInt8(min(255, (255 * $0).rounded())) : 0
      }
    }
  }

  /// A codec for images of a shape, fitted to training images.
  ///
  /// - Parameters:
  ///   - shape: the shape of every image, of one or three channels.
  ///   - lossy: a code of images of this shape and a quantiser of its latents; `nil` for a coder of contexts alone.
  ///   - training: training images of the shape; without any, the codec adapts to each file only.
  ///   - slotBits: each context has two to this power slots of 4 bytes.
  package init(
    shape: ImageShape,
    lossy: (code: any ImageLatentCode, quantiser: CodedLatentQuantiser)? = nil,
    training: ImageBlock? = nil, slotBits: Int = 20
  ) {
    precondition(shape.channels == 1 || shape.channels == 3)
    precondition(lossy.map { $0.code.imageShape == shape } ?? true)
    self.lossy = lossy.map { Lossy(code: $0.code, quantiser: $0.quantiser) }
    var model = SampleModel(shape, hasPrediction: lossy != nil, slotBits: slotBits)
    var digest = Fingerprint()
    if let training {
      precondition(training.shape == shape)
      var channel = LearningChannel()
      for first in stride(from: 0, to: training.count, by: Self.groupSize) {
        let group = training[first..<min(first + Self.groupSize, training.count)]
        let guides = self.lossy.map { $0.samples(at: $0.indices(of: group)) }
        Self.pass(group, guides, through: &channel, updating: &model)
      }
    }
    digest.absorb(model.fingerprint)
    if let quantiser = self.lossy?.quantiser { digest.absorb(quantiser.contentHash) }
    for number in [shape.height, shape.width, shape.channels, slotBits] {
      digest.absorb(UInt64(number))
    }
    sampleModel = model
    contentHash = digest.value.littleEndianBytes
  }

  package var imageShape: ImageShape { sampleModel.shape }

  /// The file of images.
  ///
  /// - Returns: the file.
  /// - Throws: ``ImageContainerError/noImages``; ``ImageContainerError/unsupportedImage(kind:)`` for images of another shape.
  package func encode(_ images: ImageBlock) throws(ImageContainerError) -> ImageContainer {
    guard images.count > 0 else { throw .noImages }
    guard images.shape == imageShape else {
      throw .unsupportedImage(kind: "such of \(images.shape) where it learnt \(imageShape)")
    }
    var model = sampleModel
    var channel = EncodingChannel()
    for first in stride(from: 0, to: images.count, by: Self.groupSize) {
      let group = images[first..<min(first + Self.groupSize, images.count)]
      let indices = lossy?.indices(of: group)
      if let lossy, let indices { lossy.quantiser.encode(indices, to: &channel.encoder) }
      let guides = lossy.flatMap { lossy in indices.map { lossy.samples(at: $0) } }
      Self.pass(group, guides, through: &channel, updating: &model)
    }
    return ImageContainer(
      modelHash: contentHash,
      groups: [
        ImageContainer.Group(
          count: images.count, height: imageShape.height, width: imageShape.width,
          isGrey: imageShape.channels == 1,
          payload: Fingerprint(of: images.samples).checksum + channel.encoder.finish())
      ])
  }

  /// The images of a file, exactly.
  ///
  /// - Throws: ``ImageContainerError`` for the file of another codec, a payload that is damaged, or one that was written where the lossy
  ///   code's decoder rounds otherwise.
  package func decode(_ file: ImageContainer) throws(ImageContainerError) -> ImageBlock {
    guard file.modelHash == contentHash else {
      throw .otherModel(
        file: file.modelHash.hexadecimal, model: contentHash.hexadecimal)
    }
    guard file.groups.count == 1, let group = file.groups.first, group.height == imageShape.height,
      group.width == imageShape.width, group.isGrey == (imageShape.channels == 1)
    else { throw .damagedPayload(reason: "It is not one group of images of \(imageShape).") }
    guard group.payload.count >= Self.checksumLength else {
      throw .damagedPayload(reason: "It has no checksum.")
    }
    var model = sampleModel
    var channel = DecodingChannel(
      decoder: RangeDecoder(Array(group.payload.dropFirst(Self.checksumLength))))
    var samples: [UInt8] = []
    do throws(CodingError) {
      for first in stride(from: 0, to: group.count, by: Self.groupSize) {
        let count = min(Self.groupSize, group.count - first)
        var guides: [UInt8]?
        if let lossy {
          guides = lossy.samples(
            at: try lossy.quantiser.decodeIndices(count: count, from: &channel.decoder))
        }
        for image in 0..<count {
          samples += try model.pass(
            nil, prediction: guides.map { $0[Self.range(of: image, imageShape)] }, through: &channel
          )
        }
      }
      try channel.decoder.finish()
    } catch {
      throw .damagedPayload(reason: "\(error)")
    }
    guard Fingerprint(of: samples).checksum == Array(group.payload.prefix(Self.checksumLength))
    else {
      throw .otherSamples
    }
    return ImageBlock(count: group.count, shape: imageShape, samples: samples)
  }

  private static func pass<Channel: DecisionChannel>(
    _ images: ImageBlock, _ guides: [UInt8]?, through channel: inout Channel,
    updating model: inout SampleModel
  ) throws(Channel.Failure) {
    for image in 0..<images.count {
      let range = range(of: image, images.shape)
      try model.pass(
        images.samples[range], prediction: guides.map { $0[range] }, through: &channel)
    }
  }

  /// The positions of an image's samples in those of its group.
  private static func range(of image: Int, _ shape: ImageShape) -> Range<Int> {
    image * shape.elementCount..<(image + 1) * shape.elementCount
  }
}
