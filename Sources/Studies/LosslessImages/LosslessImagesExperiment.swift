import RDCore
import RDExperiments
import RDResults

/// How far from exact an autoencoder with no fewer latents than samples is, and whether one helps a code that is really lossless.
enum LosslessImagesExperiment: Experiment {
  static let name = "lossless-images"

  static var ownColumns: [Table.Column] { LosslessPoint.columns }

  /// Training curves, how exact the networks are by themselves, their layers, and a few pictures.
  static let tables: KeyValuePairs<String, [Table.Column]> = [
    "history": [
      "model", "repetition", "epoch", "objective_kind", "learning_rate", "training_objective",
      "test_objective",
    ],
    "exactness": Exactness.columns,
    "layers": ImageModelLayers.columns,
    "reconstructions": ImagePictures.columns,
  ]

  static let display = Display(
    table: "summary",
    columns: [
      "method", "model", .init("latent_dimension", heading: "latents"),
      .init("bits", heading: "b"), "layout",
      .init("bits_per_image", heading: "bits per image", precision: .decimals(1)),
      .init("bits_per_image_ci95", heading: "+-95 %", precision: .decimals(1)),
      .init("latent_bits_per_image", heading: "of latents", precision: .decimals(1)),
      .init("header_bits_per_image", heading: "of headers", precision: .decimals(1)),
    ])

  /// One trial for each of the others' codecs, one for each code without a network, and one for each training.
  static func trials(of specification: LosslessImagesSpecification) -> [Trial] {
    specification.foreign.map { specification.standardTrial($0) }
      + [specification.baselineTrial, specification.linearTrial]
      + specification.trainings.map { model, repetition in
        LosslessNetworkTask(specification: specification, model: model, repetition: repetition)
          .trial
      }
  }

  static func summaries(of points: CSVDocument) -> [Summary] {
    let summary = RepetitionSummary(
      keys: ["method", "model", "objective", "latent_dimension", "bits", "layout", "images"],
      averages: [
        ("bits_per_image", "bits_per_image_ci95"), ("latent_bits_per_image", nil),
        ("sample_bits_per_image", nil), ("header_bits_per_image", nil),
        ("rate_bits_per_sample", nil),
      ])
    return [("summary", summary(points))]
  }
}
