import RDImages

/// A compressor of images: a file from an image, and an image from a file.
///
/// Sizes are those of whole files, as a user would store them. A codec holds all parameters but the
/// quality, which is the `setting` of its ``control``. The same image and setting give the same bytes, on any number of cores.
public protocol ImageCodec: Sendable {
  /// The name with its parameters, as descriptors write it: `jpeg:chroma=444`.
  var name: String { get }

  /// The library, with its version: `libjpeg-turbo 2.1.5`.
  var implementation: String { get }

  /// How colour is coded: `YCbCr 4:2:0`.
  var colourMode: String { get }

  /// What sets the quality; `nil` for a lossless codec, or one of fixed quality.
  var control: QualityControl? { get }

  /// Whether every image is reconstructed exactly.
  var isLossless: Bool { get }
  var hasGreyImages: Bool { get }

  /// The file of an image.
  ///
  /// - Parameters:
  ///   - image: the image.
  ///   - setting: a setting in the range of ``control``; ignored if that is `nil`.
  /// - Returns: all bytes of the file.
  /// - Throws: an error with a message for a setting outside of the range, an image that the format cannot hold, or if the library
  ///   fails.
  func encode(_ image: Image, at setting: Double) throws -> [UInt8]

  /// The image of a file.
  ///
  /// - Parameters:
  ///   - file: all bytes of the file.
  ///   - sampleLimit: the maximum number of samples; the header is checked before memory is allocated.
  /// - Returns: the image.
  /// - Throws: an error with a message for a file that is not of the format, damaged, or too large.
  func decode(_ file: [UInt8], sampleLimit: Int) throws -> Image

  /// The bytes of a file that do not depend on the image's content.
  func headerByteCount(of image: Image, at setting: Double) throws -> Int
}

extension ImageCodec {
  /// By default images of one channel are supported.
  public var hasGreyImages: Bool { true }

  /// The default limit on the samples of an image: half a gigabyte in memory.
  package static var defaultSampleLimit: Int { 1 << 28 }

  /// The image of a file of at most `2^28` samples.
  public func decode(_ file: [UInt8]) throws -> Image {
    try decode(file, sampleLimit: Self.defaultSampleLimit)
  }

  /// The image of a file of a picture format.
  func decodePicture(
    _ file: [UInt8], of format: ImageFileFormat, sampleLimit: Int
  ) throws(ImageCodecError) -> Image {
    guard format.recognises(file) else {
      throw .notDecoded(codec: name, reason: "it does not begin as one")
    }
    do throws(ImageFileError) {
      return try format.decode(file, path: name, sampleLimit: sampleLimit).image
    } catch .tooLarge(_, let height, let width, let channels) {
      throw .tooLarge(
        codec: name, width: width, height: height, channels: channels, sampleLimit: sampleLimit)
    } catch .damaged(_, _, let reason) {
      throw .notDecoded(codec: name, reason: reason)
    } catch {
      throw .notDecoded(codec: name, reason: "\(error)")
    }
  }

  package func notEncoded(_ reason: String) -> ImageCodecError {
    .notEncoded(codec: name, reason: reason)
  }

  package func notDecoded(_ reason: String) -> ImageCodecError {
    .notDecoded(codec: name, reason: reason)
  }

  func unsupported(_ what: String, remedy: String) -> ImageCodecError {
    .unsupported(codec: name, what: what, remedy: remedy)
  }

  /// Checks a setting.
  ///
  /// - Throws: `ImageCodecError/settingOutOfRange(codec:control:setting:expected:)`.
  func checkSetting(_ setting: Double) throws(ImageCodecError) {
    guard let control, !control.isValid(setting) else { return }
    throw .settingOutOfRange(
      codec: name, control: control.name, setting: setting, expected: control.expected)
  }

  /// The settings of a rate–distortion curve: those of the control, or a single ignored one.
  public var defaultSettings: [Double] { control?.settings ?? [0] }

  /// The bytes of a file that do not depend on the image's content: the size of the file of one grey pixel at the same setting.
  ///
  /// The rule is the same for every codec. It counts signatures, dimensions and standard tables; tables that are fitted to an image count
  /// as part of the image.
  public func headerByteCount(of image: Image, at setting: Double) throws -> Int {
    try encode(image.greyPixel, at: setting).count
  }
}

extension Image {
  /// An image of the same channels and depth with one pixel, which is grey and opaque.
  fileprivate var greyPixel: Image {
    let middle = UInt16(1 << (bitDepth - 1))
    var samples = [UInt16](repeating: middle, count: shape.channels)
    if shape.channels % 2 == 0 { samples[shape.channels - 1] = UInt16(maximum) }
    return Image(
      shape: .init(height: 1, width: 1, channels: shape.channels), bitDepth: bitDepth,
      samples: samples)
  }
}
