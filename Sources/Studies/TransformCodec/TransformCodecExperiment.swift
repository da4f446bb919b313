import RDCore
import RDExperiments
import RDResults

/// The gain of a nonlinear transform code, learned with its quantiser, over a linear one and standard codecs.
///
/// > Source: [balle2017]; surrogates of rounding [theis2017].
enum TransformCodecExperiment: Experiment {
  static let name = "transform-codec"

  static let ownColumns: [Table.Column] = [
    "variant", "setting", "bits_per_pixel", "bits_per_image", "estimated_bits_per_image",
    "header_bits_per_image", "psnr_of_pooled_mse_decibels", "mean_psnr_decibels", "mean_ssim",
    "mean_ms_ssim", "live_channels", "epochs", "cost", "implementation",
  ]

  /// Losses of every epoch, and the models that are kept.
  static let tables: KeyValuePairs<String, [Table.Column]> = [
    "history": [
      "variant", "lambda", "repetition", "epoch", "learning_rate", "training_objective",
      "training_bits_per_row", "training_squared_error", "test_bits_per_row", "test_squared_error",
    ],
    "models": ["lambda", "file", "bytes", "sha256"],
  ]

  static let display = Display(
    table: "points",
    columns: [
      "method", "variant", "setting",
      .init("bits_per_pixel", heading: "bpp", precision: .decimals(3)),
      .init("bits_per_image", heading: "bits", precision: .decimals(1)),
      .init("estimated_bits_per_image", heading: "estimated", precision: .decimals(1)),
      .init("distortion", heading: "MSE", precision: .significant(4)),
      .init("mean_psnr_decibels", heading: "PSNR (dB)", precision: .decimals(2)),
      .init("mean_ssim", heading: "SSIM", precision: .decimals(4)),
    ])

  /// The linear code, standard codecs, one chain of trainings, and one training for each compared surrogate.
  static func trials(of specification: TransformCodecSpecification) -> [Trial] {
    var trials: [Trial] = []
    if !specification.kltSteps.isEmpty { trials.append(specification.linearTrial) }
    trials += specification.codecs.map { specification.standardTrial($0) }
    if !specification.lambdas.isEmpty { trials.append(chain(specification).trial) }
    for surrogate in specification.surrogates {
      for lambda in specification.surrogateLambdas {
        for repetition in 1...specification.repetitions {
          var single = CodecChain(specification: specification)
          single.variant = surrogate.rawValue + SurrogateComparison.suffix
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
  static func summaries(of points: CSVDocument) -> [Summary] {
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
