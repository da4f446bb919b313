import RDCore
import RDExperiments
import RDResults

/// Autoencoders of small images with quantised latents, beside the best linear code and the bound of a Gaussian source of the same covariance.
///
/// > Source: [gashgash], section 3.
package enum ImageAutoencodersExperiment: Experiment {
  /// `image-autoencoders`.
  package static let name = "image-autoencoders"

  /// The question.
  package static let question =
    "What does an autoencoder of small images reach, with its latents as they are and quantised, and does Lloyd-Max serve it better than rounding?"

  /// What distinguishes the points.
  package static var ownColumns: [Table.Column] { ImagePoint.columns }

  /// Training curves, models, their latents, what theory predicts, and a few pictures.
  package static let tables: KeyValuePairs<String, [Table.Column]> = [
    "history": [
      .init("model"), .init("repetition"), .init("epoch"), .init("objective_kind"),
      .init("learning_rate"), .init("training_objective"), .init("test_objective"),
      .init("training_loss"), .init("test_loss"), .init("training_kl_nats"),
      .init("test_kl_nats"),
    ],
    "models": [
      .init("model"), .init("repetition"), .init("bottleneck"), .init("widths"),
      .init("objective"), .init("beta"), .init("epochs"), .init("kl_nats"),
      .init("active_latents"), .init("mse"), .init("ssim"),
    ],
    "latents": LatentStatistics.columns,
    "predictions": LinearImageCodes.predictionColumns,
    "reconstructions": ImagePictures.columns,
    "codes": ImageCodeCounts.columns,
    "labels": LabelErrors.columns,
    "maps": ImageMaps.columns,
    "clusters": ImageMaps.clusterColumns,
    "latent-pictures": LatentPictures.columns,
    "histograms": LatentHistograms.columns,
  ]

  /// The means over repetitions.
  package static let display = Display(
    table: "summary",
    columns: [
      .init("model"), .init("latent_quantiser", heading: "quantiser"),
      .init("latent_scale", heading: "latents"), .init("bits", heading: "b"),
      .init("step"),
      .init("fixed_bits_per_image", heading: "bits", precision: .decimals(0)),
      .init("coded_bits_per_image", heading: "coded", precision: .decimals(0)),
      .init("distortion", heading: "MSE", precision: .decimals(5)),
      .init("distortion_ci95", heading: "+-95 %", precision: .decimals(5)),
      .init("psnr_of_mean_error_decibels", heading: "PSNR", precision: .decimals(2)),
      .init("ssim", heading: "SSIM", precision: .decimals(4)),
      .init("excess_over_uniform", heading: "to uniform", precision: .decimals(4)),
    ])

  /// One trial for all that is linear or analytic, then one for each training.
  package static func trials(of specification: ImageAutoencodersSpecification) -> [Trial] {
    var trials = [LinearImageCodes(specification: specification).trial]
    trials += specification.foreign.map {
      StandardImageCodecTask(specification: specification, codec: $0).trial
    }
    if specification.maps.contains("pixels") {
      trials.append(PixelMapTask(specification: specification).trial)
    }
    for model in specification.allModels {
      for repetition in 1...model.settings.repetitions {
        trials.append(
          ImageModelTask(specification: specification, model: model, repetition: repetition).trial)
      }
    }
    return trials
  }

  /// Means over repetitions.
  package static func summaries(
    of points: CSVDocument
  ) -> [(name: String, document: CSVDocument)] {
    let summary = RepetitionSummary(
      keys: [
        "method", "model", "objective", "beta", "latent_quantiser", "latent_scale", "bits", "step",
        "fixed_bits_per_image",
        "latent_dimension", "setting",
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
