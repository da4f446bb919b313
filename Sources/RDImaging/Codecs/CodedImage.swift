public import RDCore

/// What a codec made of an image: sizes counted from bytes, errors from what came back.
public struct CodedImage: Sendable, Equatable {
  /// The setting of the codec's control.
  public let setting: Double

  /// The size of the file, with all headers.
  public let byteCount: Int

  /// How many of its bytes are there whatever the image shows; see ``ImageCodec/headerByteCount(of:at:)``.
  public let headerByteCount: Int

  /// The shape of the image.
  public let shape: ImageShape

  /// The mean square of the differences from the original, with white as 1.
  public let meanSquaredError: Double

  /// The size in bits a pixel.
  public var bitsPerPixel: Double { 8 * Double(byteCount) / Double(shape.pixelCount) }

  /// The size in bits a sample.
  public var bitsPerSample: Double { 8 * Double(byteCount) / Double(shape.elementCount) }

  /// The peak signal-to-noise ratio in decibels; `nil` where nothing was lost.
  public var peakSignalToNoiseDecibels: Double? {
    meanSquaredError > 0 ? -decibels(ofPowerRatio: meanSquaredError) : nil
  }
}

extension ImageCodec {
  /// Encodes and decodes an image at a setting.
  ///
  /// - Throws: what coding throws; ``ImageCodecError/notDecoded(codec:reason:)`` if the image comes back in another shape, or a codec that
  ///   should lose nothing loses something.
  public func coded(_ image: Image, at setting: Double) throws -> CodedImage {
    try measured(image, TargetedFile(setting: setting, bytes: encode(image, at: setting)))
  }

  /// Encodes an image for a target, and decodes it.
  ///
  /// - Throws: as ``coded(_:at:)`` and ``encode(_:for:)`` do.
  public func coded(_ image: Image, for target: RateTarget) throws -> CodedImage {
    try measured(image, encode(image, for: target))
  }

  private func measured(_ image: Image, _ file: TargetedFile) throws -> CodedImage {
    let back = try decode(file.bytes)
    guard back.shape == image.shape, back.bitDepth == image.bitDepth else {
      throw ImageCodecError.notDecoded(codec: name, reason: "it came back as \(back.shape)")
    }
    let error = image.meanSquaredError(of: back)
    guard !isLossless || error == 0 else {
      throw ImageCodecError.notDecoded(codec: name, reason: "it lost something")
    }
    return CodedImage(
      setting: file.setting, byteCount: file.bytes.count,
      headerByteCount: try headerByteCount(of: image, at: file.setting), shape: image.shape,
      meanSquaredError: error)
  }
}
