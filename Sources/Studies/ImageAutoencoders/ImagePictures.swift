import RDCore
import RDResults

/// Rows of `reconstructions.csv`: small pictures as text, so that the figure follows from the results alone.
enum ImagePictures {
  /// The columns behind experiment and trial.
  package static let columns: [Table.Column] = [
    .init("model"), .init("latent_quantiser"), .init("latent_scale"), .init("bits"),
    .init("image"), .init("width"), .init("height"), .init("channels"), .init("samples"),
  ]

  /// A row for each picture; its samples are two hexadecimal digits each, pixel by pixel.
  package static func rows(
    _ pictures: [[UInt8]], shape: ImageShape, model: String,
    quantised: ImageCodeMeasurement.Quantised?
  ) -> [[Cell]] {
    let digits = Array("0123456789abcdef".utf8)
    return pictures.enumerated().map { index, samples in
      let text = samples.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
      return [
        .text(model), quantised.map { .text($0.name) } ?? .empty,
        quantised.map { .text($0.scale) } ?? .empty, .optional(quantised?.bits), .integer(index),
        .integer(shape.width), .integer(shape.height), .integer(shape.channels),
        .text(String(decoding: text, as: UTF8.self)),
      ]
    }
  }
}
