import RDCore
import RDExperiments
import RDResults

/// The performance of autoencoders of small images, with latents unquantised and quantised, and whether Lloyd-Max is better than
/// rounding.
///
/// > Source: [gashgash], section 3.
enum ImageAutoencodersExperiment: Experiment {
  static let name = "image-autoencoders"

  static var ownColumns: [Table.Column] { ImagePoint.columns }

  /// Training curves, models, their latents, what theory predicts, and a few pictures.
  static let tables: KeyValuePairs<String, [Table.Column]> = [
    "history": [
      "model", "repetition", "epoch", "objective_kind", "learning_rate", "training_objective",
      "test_objective", "training_loss", "test_loss", "training_kl_nats", "test_kl_nats",
    ],
    "models": [
      "model", "repetition", "bottleneck", "widths", "objective", "beta", "epochs", "kl_nats",
      "active_latents", "mse", "ssim",
    ],
    "latents": LatentStatistics.columns,
    "predictions": LinearImageCodes.predictionColumns,
    "reconstructions": ImagePictures.columns,
    "codes": ImageCodeCounts.columns,
    "layers": ImageModelLayers.columns,
    "labels": LabelErrors.columns,
    "confusions": LabelConfusions.columns,
    "maps": ImageMaps.columns,
    "clusters": ImageMaps.clusterColumns,
    "latent-pictures": LatentPictures.columns,
    "histograms": LatentHistograms.columns,
  ]

  static let display = Display(
    table: "summary",
    columns: [
      "model", .init("latent_quantiser", heading: "quantiser"),
      .init("latent_scale", heading: "latents"), .init("bits", heading: "b"),
      "step",
      .init("fixed_bits_per_image", heading: "bits", precision: .decimals(0)),
      .init("coded_bits_per_image", heading: "coded", precision: .decimals(0)),
      .init("distortion", heading: "MSE", precision: .decimals(5)),
      .init("distortion_ci95", heading: "+-95 %", precision: .decimals(5)),
      .init("psnr_of_mean_error_decibels", heading: "PSNR", precision: .decimals(2)),
      .init("ssim", heading: "SSIM", precision: .decimals(4)),
      .init("excess_over_uniform", heading: "to uniform", precision: .decimals(4)),
    ])

  /// One trial for all that is linear or analytic, then one for each training.
  static func trials(of specification: ImageAutoencodersSpecification) -> [Trial] {
    [LinearImageCodes(specification: specification).trial]
      + specification.foreign.map { specification.standardTrial($0) }
      + (specification.maps.contains("pixels") ? [specification.pixelMapTrial] : [])
      + specification.trainings.map { model, repetition in
        ImageModelTask(specification: specification, model: model, repetition: repetition).trial
      }
  }

  static func summaries(of points: CSVDocument) -> [Summary] {
    let summary = RepetitionSummary(
      keys: [
        "method", "model", "objective", "beta", "latent_quantiser", "latent_scale", "bits", "step",
        "fixed_bits_per_image", "latent_dimension", "setting",
      ],
      averages: [
        ("coded_bits_per_image", nil),
        ("estimated_bits_per_image", nil), ("distortion", "distortion_ci95"),
        ("psnr_of_mean_error_decibels", nil), ("mean_psnr_decibels", nil), ("ssim", nil),
        ("excess_over_uniform", "excess_over_uniform_ci95"),
      ])
    return [("summary", summary(points))]
  }
}
