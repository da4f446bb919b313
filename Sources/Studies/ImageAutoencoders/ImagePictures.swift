import RDCore
import RDResults

/// Rows of `reconstructions.csv`: small pictures as text, so that the figure depends on the results alone.
enum ImagePictures {
  static let columns: [Table.Column] = [
    "model", "latent_quantiser", "latent_scale", "bits", "image", "width", "height", "channels",
    "samples",
  ]

  /// Images of samples from 0 to 1, clipped and with 8 bits per sample.
  static func bytes(of images: VectorBlock) -> [[UInt8]] {
    (0..<images.count).map { image in
      images.elements[(image * images.dimension)..<((image + 1) * images.dimension)]
        .map { UInt8(max(0, min(255, (255 * $0).rounded()))) }
    }
  }

  /// A row for each picture; its samples are two hexadecimal digits each, pixel by pixel.
  static func rows(
    _ pictures: [[UInt8]], shape: ImageShape, model: String,
    quantised: ImageCodeMeasurement.Quantised?
  ) -> [[Cell]] {
    let digits = Array("0123456789abcdef".utf8)
    return pictures.enumerated().map { index, samples in
      let text = samples.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
      return [
        .text(model), .optional(quantised?.name), .optional(quantised?.scale),
        .optional(quantised?.bits), .integer(index),
        .integer(shape.width), .integer(shape.height), .integer(shape.channels),
        .text(String(decoding: text, as: UTF8.self)),
      ]
    }
  }
}
