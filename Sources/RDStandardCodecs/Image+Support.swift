import RDCore
import RDImages

extension Image {
  /// Rejects an image that a format cannot represent.
  ///
  /// - Parameters:
  ///   - codec: the name of the codec.
  ///   - channels: the supported numbers of channels.
  ///   - bitDepths: the supported numbers of bits per sample.
  /// - Throws: `ImageCodecError`.
  package func check(
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
