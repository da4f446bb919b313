import RDCore
import RDNetworks
import RDResults

/// How many numbers a network has, and how many of them cross from its encoder to its decoder.
///
/// A ratio of dimensions is not one of bits: what a number costs depends on how finely it is kept. Where maps of the encoder skip the bottleneck, the
/// latents alone do not give an image back, so all that crosses counts.
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
