import RDCore
import RDExperiments
import RDResults

/// Nonlinear transform codecs of images, in real bytes, against linear ones and those of others.
///
/// > Source: [balle2017]; surrogates of rounding [theis2017].
package enum TransformCodecExperiment: Experiment {
  /// `transform-codec`.
  package static let name = "transform-codec"

  /// The question.
  package static let question =
    "By how much does a nonlinear transform code, learned with its quantiser, beat a linear one and the codecs in use?"

  /// What distinguishes the points.
  package static let ownColumns: [Table.Column] = [
    .init("variant"), .init("setting"), .init("bits_per_pixel"), .init("bits_per_image"),
    .init("estimated_bits_per_image"), .init("header_bits_per_image"),
    .init("psnr_of_pooled_mse_decibels"), .init("mean_psnr_decibels"), .init("mean_ssim"),
    .init("mean_ms_ssim"), .init("live_channels"), .init("epochs"), .init("cost"),
    .init("implementation"),
  ]

  /// Losses of every epoch, and the models that are kept.
  package static let tables: KeyValuePairs<String, [Table.Column]> = [
    "history": [
      .init("variant"), .init("lambda"), .init("repetition"), .init("epoch"),
      .init("learning_rate"),
      .init("training_objective"), .init("training_bits_per_row"),
      .init("training_squared_error"), .init("test_bits_per_row"), .init("test_squared_error"),
    ],
    "models": [.init("lambda"), .init("file"), .init("bytes"), .init("sha256")],
  ]

  /// The points.
  package static let display = Display(
    table: "points",
    columns: [
      .init("method"), .init("variant"), .init("setting"),
      .init("bits_per_pixel", heading: "bpp", precision: .decimals(3)),
      .init("bits_per_image", heading: "bits", precision: .decimals(1)),
      .init("estimated_bits_per_image", heading: "estimated", precision: .decimals(1)),
      .init("distortion", heading: "MSE", precision: .significant(4)),
      .init("mean_psnr_decibels", heading: "PSNR (dB)", precision: .decimals(2)),
      .init("mean_ssim", heading: "SSIM", precision: .decimals(4)),
    ])

  /// The linear code, the codecs of others, one chain of trainings, and one training for each surrogate that is compared.
  package static func trials(of specification: TransformCodecSpecification) -> [Trial] {
    var trials: [Trial] = []
    if !specification.kltSteps.isEmpty {
      trials.append(LinearCodecTrial(specification: specification).trial)
    }
    trials += specification.codecs.map {
      StandardCodecTrial(specification: specification, codec: $0).trial
    }
    if !specification.lambdas.isEmpty { trials.append(chain(specification).trial) }
    for surrogate in specification.surrogates {
      for lambda in specification.surrogateLambdas {
        for repetition in 1...specification.repetitions {
          var single = CodecChain(specification: specification)
          single.variant = surrogate + SurrogateComparison.suffix
          single.surrogate = surrogate
          single.repetition = repetition
          single.stages = [
            CodecChain.Stage(
              lambda: lambda, epochs: specification.surrogateEpochs,
              learningRate: specification.learningRate)
          ]
          trials.append(single.trial)
        }
      }
    }
    return trials
  }

  /// The trainings for one rate after the other.
  private static func chain(_ specification: TransformCodecSpecification) -> CodecChain {
    var chain = CodecChain(specification: specification)
    chain.isPublished = true
    chain.stages = specification.lambdas.enumerated().map { index, lambda in
      CodecChain.Stage(
        lambda: lambda, epochs: index == 0 ? specification.epochs : specification.laterEpochs,
        learningRate: index == 0 ? specification.learningRate : specification.laterLearningRate)
    }
    return chain
  }

  /// Means of the trained codecs over repetitions, and how surrogates compare within them; rates at equal quality, beside those of the anchor, stand in the report.
  package static func summaries(
    of points: CSVDocument
  ) -> [(name: String, document: CSVDocument)] {
    let summary = RepetitionSummary(
      keys: ["method", "variant", "setting", "epochs"],
      averages: [
        ("live_channels", nil), ("bits_per_image", "bits_per_image_ci95"),
        ("distortion", "mse_ci95"), ("psnr_of_pooled_mse_decibels", nil), ("cost", "cost_ci95"),
      ])
    return [("summary", summary(points))]
      + (SurrogateComparison.table(of: points).map { [("surrogates", $0)] } ?? [])
  }
}
