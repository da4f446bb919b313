import RDCore
import RDNetworks
import RDResults

/// The number of parameters of a network, and of values that cross from its encoder to its decoder.
///
/// A ratio of dimensions is not one of bits: the cost of a number depends on its precision. Where maps of the encoder skip the bottleneck, the
/// latents alone do not determine an image, so all crossing values count.
enum ImageCodeCounts {
  /// The columns of `codes.csv` behind experiment and trial.
  static let columns: [Table.Column] = [
    "model", "parameters", "latents", "crossing_numbers", "bottleneck_ratio", "crossing_ratio",
  ]

  static func row(of architecture: ImageAutoencoderArchitecture, model: String) -> [Cell] {
    let samples = Double(architecture.image.elementCount)
    return [
      .text(model), .integer(architecture.parameterCount), .integer(architecture.latentDimension),
      .integer(architecture.codeCount), .real(samples / Double(architecture.latentDimension)),
      .real(samples / Double(architecture.codeCount)),
    ]
  }
}
