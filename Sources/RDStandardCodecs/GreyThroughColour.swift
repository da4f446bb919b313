import RDCore
import RDImages

/// An adapter of a codec without grey images: its files have three equal channels, and the decoded image is their mean, with alpha if
/// it has some.
struct GreyThroughColour: ImageCodec {
  let base: any ImageCodec

  var name: String { base.name }
  var implementation: String { base.implementation }
  var colourMode: String { base.colourMode }
  var control: QualityControl? { base.control }
  var isLossless: Bool { base.isLossless }

  func encode(_ image: Image, at setting: Double) throws -> [UInt8] {
    try base.encode(image.inColour, at: setting)
  }

  func decode(_ file: [UInt8], sampleLimit: Int) throws -> Image {
    try base.decode(file, sampleLimit: sampleLimit).inGrey
  }
}

extension ImageCodec {
  /// The codec for images of a shape: the codec itself, or an adapter for grey images.
  package func adapted(to shape: ImageShape) -> any ImageCodec {
    shape.channels < 3 && !hasGreyImages ? GreyThroughColour(base: self) : self
  }
}
