import RDCore
import RDExperiments
import RDResults

/// The points of this experiment: bits that give back every sample.
enum LosslessPoint {
  /// What distinguishes the points.
  ///
  /// The layout is `together` where all images share a file, or stand in one picture, and `single` where each has its own with all its headers.
  static let columns: [Table.Column] = [
    "model", "objective", "latent_dimension", "bits", "layout", "images", "bits_per_image",
    "bits_per_image_ci95", "latent_bits_per_image", "sample_bits_per_image",
    "header_bits_per_image", "implementation",
  ]

  static func template(
    source: String, method: String, model: String, repetition: Int = 1
  ) -> Point {
    var point = Point(source: source, method: method)
    // What is not random counts as one repetition.
    point.repetition = repetition
    point.own = [.text(model)] + Array(repeating: .empty, count: columns.count - 1)
    return point
  }

  /// What stands beside the sizes.
  struct Code {
    var objective: String?
    var latentDimension: Int?
    var bits: Int?

    /// The ideal code length of the latents of an image.
    var latentBitsPerImage: Double?

    var implementation: String?
  }

  static func measured(_ size: LosslessSize, _ code: Code, _ template: Point) -> Point {
    var point = template
    point.sampleCount = size.imageCount
    point.rateBitsPerSample = size.bitsPerImage / Double(size.samplesPerImage)
    point.rateKind = .coded
    point.distortion = 0
    let rest = size.bitsPerImage - size.headerBitsPerImage
    point.own = [
      template.own[0], .optional(code.objective),
      .optional(code.latentDimension), .optional(code.bits), .text(size.layout.rawValue),
      .integer(size.imageCount), .real(size.bitsPerImage), .optional(size.halfWidth95),
      .optional(code.latentBitsPerImage), .optional(code.latentBitsPerImage.map { rest - $0 }),
      .real(size.headerBitsPerImage), .optional(code.implementation),
    ]
    return point
  }
}
