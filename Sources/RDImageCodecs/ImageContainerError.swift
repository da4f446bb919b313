import RDCore

/// Why a file of coded images cannot be made or read.
package enum ImageContainerError: DiagnosedError, Equatable {
  /// The file does not begin as one of these does.
  case notAContainer

  /// The version is one that this program does not read.
  case unknownVersion(UInt8)

  /// Bytes are missing.
  case truncated(at: Int)

  /// There are bytes after the end.
  case trailingBytes(count: Int)

  /// The bytes were changed after they were written.
  case altered

  /// A number is longer than any that is written.
  case impossibleNumber(at: Int)

  /// No image has this size.
  case impossibleSize(count: Int, height: Int, width: Int, channels: Int)

  /// The images are larger, alone or with those before them, than a decoder takes memory for.
  case tooLarge(count: Int, height: Int, width: Int)

  /// The file was written with another model.
  case otherModel(file: String, model: String)

  /// The payload does not hold what the header says.
  case damagedPayload(reason: String)

  /// The samples that come out are not those that went in.
  case otherSamples

  /// The image is of a kind that is not coded.
  case unsupportedImage(kind: String)

  /// There is nothing to encode.
  case noImages

  /// Images that cannot be coded are wrong use; everything else lies in the file.
  package var failureClass: FailureClass {
    switch self {
    case .unsupportedImage, .noImages: .wrongUse
    default: .badData
    }
  }

  /// The message.
  package var description: String {
    switch self {
    case .notAContainer:
      "This is no file of images that rdtool coded: it does not begin with RDIM. Give a file that 'rdtool encode' wrote."
    case .unknownVersion(let version):
      "The file of coded images has format version \(version), but this program reads version \(ImageContainer.version). Take the program that wrote it."
    case .truncated(let place):
      "The file of coded images ends after \(place) bytes, too early. Fetch it again as a whole."
    case .trailingBytes(let count):
      "There \(count == 1 ? "is 1 byte" : "are \(count) bytes") too many at the end of the file of coded images. Cut it where it ended, or fetch it again."
    case .altered:
      "The file of coded images was altered after it was written: its checksum is wrong. Fetch it again."
    case .impossibleNumber(let place):
      "The file of coded images has a number before byte \(place) that is longer than any it could have. Fetch it again."
    case .impossibleSize(let count, let height, let width, let channels):
      "The file claims \(count) images of \(width)x\(height) pixels with \(channels) channels, which there are not. Fetch it again."
    case .tooLarge(let count, let height, let width):
      "\(count) \(count == 1 ? "image" : "images") of \(width)x\(height) pixels \(count == 1 ? "is" : "are") too large for a file of coded images: it has at most \(ImageContainer.sampleLimit) samples and as many latents, and no side above \(ImageContainer.sideLimit). Code the images in parts; if they are in a file, it is damaged."
    case .otherModel(let file, let model):
      "The file was coded with the model \(file), but this is the model \(model). Decode with the model that it was coded with."
    case .damagedPayload(let reason):
      "The coded latents of the file cannot be read. \(reason)"
    case .otherSamples:
      "The samples of the file do not have its checksum. Either it was altered, or the lossy part of its code rounds otherwise on this machine; decode it on a machine like the one it was written on."
    case .unsupportedImage(let kind):
      "A trained codec takes grey and colour images with 8 bits per sample, not \(kind). Convert the image first, or take another codec."
    case .noImages:
      "There is no image to encode. Give at least one."
    }
  }
}
