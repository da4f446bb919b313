internal import RDCore

/// What codecs need of images.
extension Image {
  /// The samples as bytes.
  ///
  /// - Precondition: none has more than 8 bits.
  var bytes: [UInt8] { samples.map { UInt8($0) } }

  /// An image of 8 bits a sample from its bytes.
  ///
  /// - Precondition: there are as many as the shape has elements.
  init(shape: ImageShape, bytes: [UInt8]) {
    self.init(shape: shape, samples: bytes.map { UInt16($0) })
  }

  /// Whether the last channel is how opaque a pixel is.
  var hasAlpha: Bool { shape.channels % 2 == 0 }

  /// Refuses an image that a format does not hold.
  ///
  /// - Parameters:
  ///   - codec: the name of the codec.
  ///   - channels: how many channels an image may have.
  ///   - bitDepths: how many bits a sample may have.
  /// - Throws: ``ImageCodecError/unsupported(codec:what:remedy:)``.
  func check(
    for codec: String, channels: [Int], bitDepths: [Int]
  ) throws(ImageCodecError) {
    let kinds = [
      "grey images", "grey images with alpha", "colour images", "colour images with alpha",
    ]
    guard channels.contains(shape.channels) else {
      throw .unsupported(
        codec: codec, what: kinds[shape.channels - 1],
        remedy: "Convert to \(channels.map { kinds[$0 - 1] }.joined(separator: " or ")).")
    }
    guard bitDepths.contains(bitDepth) else {
      let depths = bitDepths.map(String.init).joined(separator: ", ")
      throw .unsupported(
        codec: codec, what: "samples of \(bitDepth) bits",
        remedy: "Convert to samples of \(depths) bits.")
    }
  }
}
