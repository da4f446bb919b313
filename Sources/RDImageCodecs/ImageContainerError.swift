import RDCore

/// Why a file of coded images cannot be written or read.
package enum ImageContainerError: DiagnosedError, Equatable {
  case notAContainer
  case unknownVersion(UInt8)
  case truncated(at: Int)
  case trailingBytes(count: Int)
  case altered
  case impossibleNumber(at: Int)
  case impossibleSize(count: Int, height: Int, width: Int, channels: Int)
  case tooLarge(count: Int, height: Int, width: Int)
  case otherModel(file: String, model: String)
  case damagedPayload(reason: String)
  case otherSamples
  case unsupportedImage(kind: String)
  case noImages
  case untrainableShape(ImageShape, stride: Int)
  case otherShape(ImageShape, model: ImageShape)

  package var failureClass: FailureClass {
    switch self {
    case .unsupportedImage, .noImages, .untrainableShape, .otherShape: .wrongUse
    default: .badData
    }
  }

  package var description: String {
    switch self {
    case .notAContainer:
      "This is not a file of images that rdtool coded: it does not begin with RDIM. Give a file that 'rdtool encode' wrote."
    case .unknownVersion(let version):
      "The file of coded images has format version \(version), but this program reads version \(ImageContainer.version). Take the program that wrote it."
    case .truncated(let byte):
      "The file of coded images ends after \(byte) bytes, too early. Fetch it again as a whole."
    case .trailingBytes(let count):
      "There \(count == 1 ? "is 1 byte" : "are \(count) bytes") too many at the end of the file of coded images. Cut it where it ended, or fetch it again."
    case .altered:
      "The file of coded images was altered after it was written: its checksum is wrong. Fetch it again."
    case .impossibleNumber(let byte):
      "The file of coded images has a number before byte \(byte) that is longer than any it could have. Fetch it again."
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
    case .untrainableShape(let shape, let stride):
      "A transform codec cannot be trained on images of \(shape): it takes 3 channels, and sides that are multiples of \(stride). Set crop to such a side."
    case .otherShape(let shape, let model)
    where (shape.height, shape.width) == (model.height, model.width):
      "An image is \(shape), but the model codes only \(model.channels == 1 ? "grey" : "colour") images, \(model). Convert the image, or take another model."
    case .otherShape(let shape, let model):
      "An image is \(shape), but the model codes only images of \(model), those that it was trained on. Cut or scale the image, or train a transform-codec, which takes any size."
    }
  }
}
