import RDCore
import RDImages

/// An adapter of a codec without grey images: its files have three equal channels, and the decoded image is their mean.
package struct GreyThroughColour: ImageCodec {
  package let base: any ImageCodec

  package init(_ base: any ImageCodec) { self.base = base }

  package var name: String { base.name }
  package var implementation: String { base.implementation }
  package var colourMode: String { base.colourMode }
  package var control: QualityControl? { base.control }
  package var isLossless: Bool { base.isLossless }

  /// The file of an image, with three equal channels if it is grey.
  package func encode(_ image: Image, at setting: Double) throws -> [UInt8] {
    guard image.shape.channels == 1 else { return try base.encode(image, at: setting) }
    return try base.encode(
      Image(
        shape: ImageShape(height: image.shape.height, width: image.shape.width, channels: 3),
        bitDepth: image.bitDepth, samples: image.samples.flatMap { [$0, $0, $0] }), at: setting)
  }

  package func decode(_ file: [UInt8], sampleLimit: Int) throws -> Image {
    let image = try base.decode(file, sampleLimit: sampleLimit)
    guard image.shape.channels == 3 else { return image }
    let samples = (0..<image.shape.pixelCount).map { pixel in
      let sum = image.samples[(3 * pixel)..<(3 * pixel + 3)].reduce(0) { $0 + Int($1) }
      // Rounded to the nearest: thirds never tie.
      return UInt16((2 * sum + 3) / 6)
    }
    return Image(
      shape: ImageShape(height: image.shape.height, width: image.shape.width, channels: 1),
      bitDepth: image.bitDepth, samples: samples)
  }
}

extension CodecRequest {
  /// The codec for images of a shape: the codec itself, or an adapter for grey images.
  package func codec(for shape: ImageShape) -> any ImageCodec {
    shape.channels == 1 && !codec.hasGreyImages ? GreyThroughColour(codec) : codec
  }
}
