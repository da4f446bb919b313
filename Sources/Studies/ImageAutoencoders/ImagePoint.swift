import RDCore
import RDExperiments
import RDResults
import RDStandardCodecs

/// The points of this experiment: the columns of its own, and the rows of what was measured.
enum ImagePoint {
  static let columns: [Table.Column] = [
    "model", "latent_dimension", "objective", "beta", "latent_quantiser", "latent_scale", "bits",
    "step", "fixed_bits_per_image", "coded_bits_per_image", "estimated_bits_per_image",
    "psnr_of_mean_error_decibels", "mean_psnr_decibels", "ssim", "excess_over_uniform",
    "excess_over_uniform_ci95", "setting", "header_bits_per_image", "implementation",
  ]

  static func template(
    source: String, method: String, model: String, settings: ImageModelSettings? = nil,
    latentDimension: Int? = nil
  ) -> Point {
    var point = Point(source: source, method: method)
    point.own =
      [
        .text(model), .optional(settings?.latents ?? latentDimension),
        .optional(settings?.objective.rawValue), .optional(settings?.beta),
      ] + Array(repeating: .empty, count: columns.count - 4)
    return point
  }

  /// The point of a loss.
  ///
  /// - `quantised`: the quantiser; `nil` for unquantised latents.
  static func measured(
    _ loss: ImageCodeMeasurement.Loss, _ template: Point,
    quantised: ImageCodeMeasurement.Quantised?, uniform: [Double]? = nil
  ) -> Point {
    var point = template
    let errors = loss.comparison.meanSquaredErrors
    let error = loss.comparison.pooledMeanSquaredError
    point.sampleCount = errors.count
    point.distortion = error
    point.distortionHalfWidth95 = errors.count > 1 ? studentHalfWidth95(errors) : nil
    if let coded = loss.codedBitsPerImage {
      point.rateBitsPerSample = coded / Double(loss.samplesPerImage)
      point.rateKind = .coded
    }
    point.own =
      Array(template.own.prefix(4)) + [
        .optional(quantised?.name), .optional(quantised?.scale),
        .optional(quantised?.bits), .optional(quantised?.step),
        .optional(loss.fixedBitsPerImage), .optional(loss.codedBitsPerImage),
        .optional(loss.estimatedBitsPerImage),
        .optional(loss.comparison.psnrDecibelsOfPooledError),
        .optional(loss.comparison.meanPSNRDecibels),
        .optional(loss.similarity),
        .optional(uniform.map { error / mean($0) - 1 }),
        .optional(uniform.map { studentHalfWidth95(zip(errors, $0).map { $0 - $1 }) / mean($0) }),
        .empty, .empty, .empty,
      ]
    return point
  }

  /// The point of another codec's files, one for each image.
  static func measured(
    _ coded: [CodedImage], by codec: any ImageCodec, at setting: Double, _ template: Point
  ) -> Point {
    let errors = coded.map(\.comparison.pooledRelativeMeanSquaredError)
    let error = mean(errors)
    let similarities = coded.compactMap(\.comparison.meanStructuralSimilarity)
    var point = template
    point.sampleCount = coded.count
    point.distortion = error
    point.distortionHalfWidth95 = coded.count > 1 ? studentHalfWidth95(errors) : nil
    point.rateBitsPerSample = mean(coded.map(\.bitsPerSample))
    point.rateKind = .coded
    point.own =
      Array(template.own.prefix(4)) + [
        .empty, .empty, .empty, .empty, .empty,
        .real(mean(coded.map { 8 * Double($0.byteCount) })), .empty,
        .finite(-decibels(ofPowerRatio: error)),
        .finite(mean(coded.map(\.comparison.meanPSNRDecibels))),
        .optional(similarities.count == coded.count ? mean(similarities) : nil), .empty, .empty,
        codec.control == nil ? .empty : .real(setting),
        .real(mean(coded.map { 8 * Double($0.headerByteCount) })), .text(codec.implementation),
      ]
    return point
  }
}
