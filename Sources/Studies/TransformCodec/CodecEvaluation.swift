import RDCore
import RDImageCodecs
import RDResults

/// A comparison of trained codecs on images.
package enum CodecEvaluation {
  /// A row for each codec.
  ///
  /// - `blocks`: grey and colour images with 8 bits per sample.
  package static func table(
    of models: [(name: String, codec: any LearnedImageCodec, hash: [UInt8])],
    on blocks: [ImageBlock], isShared: Bool
  ) throws -> Table {
    let images = CodecTestImages(blocks: blocks, isShared: isShared)
    return Table(
      columns: [
        "model", "lambda", "images",
        .init("bits_per_pixel", heading: "mean bpp", precision: .decimals(4)),
        .init("bits_per_pixel_pooled", heading: "bpp, pooled", precision: .decimals(4)),
        .init("bits_per_image", heading: "bits per image", precision: .decimals(1)),
        .init("estimated_bits_per_image", heading: "estimated", precision: .decimals(1)),
        .init("header_bits_per_image", heading: "headers", precision: .decimals(1)),
        .init("distortion", heading: "MSE"),
        .init("psnr_of_pooled_mse_decibels", heading: "PSNR, pooled (dB)", precision: .decimals(2)),
        .init("mean_psnr_decibels", heading: "mean PSNR (dB)", precision: .decimals(2)),
        .init("mean_ssim", heading: "SSIM", precision: .decimals(4)),
        .init("mean_ms_ssim", heading: "MS-SSIM", precision: .decimals(4)),
      ],
      rows: try models.map { model in
        let lambda = (model.codec as? TransformCodec)?.lambda
        let measurement: CodecMeasurement
        do {
          measurement = try images.measure(model.codec, modelHash: model.hash)
        } catch let error as ImageContainerError {
          throw Diagnosis(error.failureClass, "\(model.name): \(error)")
        }
        let point = measurement.point(source: "", method: "", variant: "", setting: lambda ?? 0)
        return [
          .text(model.name), .optional(lambda), .optional(point.sampleCount),
          .optional(measurement.meanBitsPerPixel), point.own("bits_per_pixel"),
          point.own("bits_per_image"),
          point.own("estimated_bits_per_image"), point.own("header_bits_per_image"),
          .optional(point.distortion), point.own("psnr_of_pooled_mse_decibels"),
          point.own("mean_psnr_decibels"), point.own("mean_ssim"), point.own("mean_ms_ssim"),
        ]
      })
  }
}
