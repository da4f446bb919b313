import RDCore
import RDExperiments
import RDResults
import RDStandardCodecs

/// The points of this experiment: the columns of its own, and the rows of what was measured.
enum ImagePoint {
  /// What distinguishes the points.
  package static let columns: [Table.Column] = [
    .init("model"), .init("latent_dimension"), .init("objective"), .init("beta"),
    .init("latent_quantiser"), .init("latent_scale"), .init("bits"), .init("step"),
    .init("fixed_bits_per_image"), .init("coded_bits_per_image"),
    .init("estimated_bits_per_image"), .init("psnr_of_mean_error_decibels"),
    .init("mean_psnr_decibels"), .init("ssim"), .init("excess_over_uniform"),
    .init("excess_over_uniform_ci95"), .init("setting"), .init("header_bits_per_image"),
    .init("implementation"),
  ]

  /// A point without numbers.
  package static func template(
    source: String, method: String, model: String, settings: ImageModelSettings? = nil,
    latentDimension: Int? = nil
  ) -> Point {
    var point = Point(source: source, method: method)
    point.own =
      [
        .text(model), .optional(settings?.latents ?? latentDimension),
        settings.map { .text($0.objective) } ?? .empty, .optional(settings?.beta),
      ] + Array(repeating: .empty, count: columns.count - 4)
    return point
  }

  /// The point of a loss.
  ///
  /// - Parameters:
  ///   - loss: what was measured.
  ///   - template: the point without numbers.
  ///   - quantised: the quantiser; `nil` for latents as they are.
  ///   - uniform: the errors of the images with the better uniform quantiser of the same latents and bits.
  /// - Returns: the point.
  package static func measured(
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
        quantised.map { .text($0.name) } ?? .empty, quantised.map { .text($0.scale) } ?? .empty,
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
  ///
  /// - Parameters:
  ///   - coded: what became of the images, all of one shape.
  ///   - codec: the codec.
  ///   - setting: its setting.
  ///   - template: the point without numbers.
  /// - Returns: the point.
  package static func measured(
    _ coded: [CodedImage], by codec: any ImageCodec, at setting: Double, _ template: Point
  ) -> Point {
    func finite(_ number: Double) -> Cell { number.isFinite ? .real(number) : .empty }
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
        finite(-decibels(ofPowerRatio: error)),
        finite(mean(coded.map(\.comparison.meanPSNRDecibels))),
        .optional(similarities.count == coded.count ? mean(similarities) : nil), .empty, .empty,
        codec.control == nil ? .empty : .real(setting),
        .real(mean(coded.map { 8 * Double($0.headerByteCount) })), .text(codec.implementation),
      ]
    return point
  }
}
