import RDCore
import RDExperiments
import RDResults

/// Lossless codes of small images: autoencoders, with what they lose coded as well, beside contexts alone and standard codecs.
package enum LosslessImagesExperiment: Experiment {
  /// `lossless-images`.
  package static let name = "lossless-images"

  /// The question.
  package static let question =
    "How far from exact is an autoencoder with no fewer latents than samples, and does one help a code that is really lossless?"

  /// What distinguishes the points, all of which are exact.
  package static var ownColumns: [Table.Column] { LosslessPoint.columns }

  /// Training curves, and how exact the networks are by themselves.
  package static let tables: KeyValuePairs<String, [Table.Column]> = [
    "history": [
      .init("model"), .init("repetition"), .init("epoch"), .init("objective_kind"),
      .init("learning_rate"), .init("training_objective"), .init("test_objective"),
    ],
    "exactness": Exactness.columns,
  ]

  /// The means over repetitions.
  package static let display = Display(
    table: "summary",
    columns: [
      .init("method"), .init("model"), .init("latent_dimension", heading: "latents"),
      .init("bits", heading: "b"), .init("layout"),
      .init("bits_per_image", heading: "bits per image", precision: .decimals(1)),
      .init("bits_per_image_ci95", heading: "+-95 %", precision: .decimals(1)),
      .init("latent_bits_per_image", heading: "of latents", precision: .decimals(1)),
      .init("header_bits_per_image", heading: "of headers", precision: .decimals(1)),
    ])

  /// One trial for each of the others' codecs, one for each code without a network, and one for each training.
  package static func trials(of specification: LosslessImagesSpecification) -> [Trial] {
    var trials = specification.foreign.map {
      LosslessStandardTask(specification: specification, codec: $0).trial
    }
    trials.append(LosslessBaselineTask(specification: specification).trial)
    trials.append(LosslessLinearTask(specification: specification).trial)
    for model in specification.allModels {
      for repetition in 1...model.settings.repetitions {
        trials.append(
          LosslessNetworkTask(
            specification: specification, model: model, repetition: repetition
          ).trial)
      }
    }
    return trials
  }

  /// Means over repetitions.
  package static func summaries(
    of points: CSVDocument
  ) -> [(name: String, document: CSVDocument)] {
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
