import RDCore
import RDImages

/// A coded image: its size in bytes, and its error after decoding.
public struct CodedImage: Sendable, Equatable {
  /// The setting of the codec.
  package let setting: Double

  /// The size of the file, with all headers.
  public let byteCount: Int

  /// The bytes of the file that do not depend on the image's content; see ``ImageCodec/headerByteCount(of:at:)``.
  package let headerByteCount: Int

  /// The shape of the image.
  public let shape: ImageShape

  /// The shape in which it was compared, without alpha and in the channels that ``ComparedPictures`` takes.
  package let comparedShape: ImageShape

  /// The comparison of the decoded image with the original.
  public let comparison: ImageComparison

  /// Bits of the whole file per pixel.
  public var bitsPerPixel: Double { 8 * Double(byteCount) / Double(shape.pixelCount) }

  /// Bits of the whole file per sample; a colour pixel has three samples.
  package var bitsPerSample: Double { 8 * Double(byteCount) / Double(shape.elementCount) }
}

/// How long an image took to encode, with the search where there is a target, and to decode.
package struct CodingTimes: Sendable {
  package let encodeSeconds: Double
  package let decodeSeconds: Double
}

extension ImageCodec {
  /// Encodes and decodes an image at a setting.
  ///
  /// - Parameters:
  ///   - image: the image.
  ///   - setting: in the range of ``ImageCodec/control``; ignored if that is `nil`.
  ///   - measures: what is computed besides the mean-square error.
  /// - Returns: the sizes and the errors.
  /// - Throws: an error with a message for a setting outside of the range, and whatever else coding throws; `ImageComparisonError`
  ///   if the decoded image has another size; an error with a message if a lossless codec does not reconstruct the image
  ///   exactly.
  public func coded(
    _ image: Image, at setting: Double, measures: ImageMeasures = []
  ) throws -> CodedImage {
    try timed(image, measures: measures) {
      TargetedFile(setting: setting, bytes: try encode(image, at: setting))
    }.coded
  }

  /// Encodes an image for a target, and decodes it.
  ///
  /// - Throws: as `coded(_:at:)` and ``encode(_:for:)`` do.
  package func coded(
    _ image: Image, for target: RateTarget, measures: ImageMeasures = []
  ) throws -> CodedImage {
    try timed(image, measures: measures) { try encode(image, for: target) }.coded
  }

  /// Encodes an image, decodes it, and says how long both took.
  ///
  /// - Parameters:
  ///   - image: the image.
  ///   - measures: what is computed besides the mean-square error.
  ///   - encode: makes the file of the image.
  /// - Returns: the sizes and errors, and the times.
  /// - Throws: as `coded(_:at:)`, and what `encode` throws.
  package func timed(
    _ image: Image, measures: ImageMeasures = [], encode: () throws -> TargetedFile
  ) throws -> (coded: CodedImage, times: CodingTimes) {
    let clock = ContinuousClock()
    let start = clock.now
    let file = try encode()
    let encoded = clock.now
    let back = try decode(file.bytes)
    let times = CodingTimes(
      encodeSeconds: (encoded - start) / .seconds(1),
      decodeSeconds: (clock.now - encoded) / .seconds(1))
    guard !isLossless || back == image else { throw notDecoded("it lost something") }
    let compared = try ComparedPictures(back, of: image)
    let coded = CodedImage(
      setting: file.setting, byteCount: file.bytes.count,
      headerByteCount: try headerByteCount(of: image, at: file.setting), shape: image.shape,
      comparedShape: compared.original.shape, comparison: compared.comparison(measures: measures))
    return (coded, times)
  }
}
