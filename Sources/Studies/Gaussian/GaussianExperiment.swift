import RDCore
import RDExperiments
import RDNumerics
import RDResults
import RDTheory

/// How far an autoencoder of independent Gaussian vectors is from R(D), and whether it beats keeping d of n samples.
///
/// > Source: [gashgash], section 2.
enum GaussianExperiment: Experiment {
  static let name = "gaussian"

  static let ownColumns: [Table.Column] = [
    "variant", "input_dimension", "latent_dimension", "latent_quantiser", "bits",
    "bound_distortion", "training_distortion", "difference_to_naive", "difference_to_naive_ci95",
    "active_latents",
  ]

  /// The losses of every epoch.
  static let tables: KeyValuePairs<String, [Table.Column]> = [
    "history": [
      "variant", "method", "latent_dimension", "repetition", "epoch", "training_loss", "test_loss",
      "training_kl_nats",
    ]
  ]

  /// The means over repetitions: real-valued latents, and those quantised by a quantiser of their own.
  static let display = Display(
    table: "summary",
    columns: [
      "variant", "method", .init("latent_dimension", heading: "d"),
      .init("bits", heading: "b"),
      .init("rate_bits_per_sample", heading: "bit/sample", precision: .decimals(2)),
      .init("distortion", heading: "MSE", precision: .decimals(4)),
      .init("distortion_ci95", heading: "+-95 %", precision: .decimals(4)),
      .init("training_distortion", heading: "training", precision: .decimals(4)),
      .init("difference_to_naive", heading: "MSE - naive", precision: .decimals(4)),
      .init("difference_to_naive_ci95", heading: "+-95 %", precision: .decimals(4)),
      .init("bound_distortion", heading: "D(R)", precision: .decimals(4)),
      .init("gap_decibels", heading: "gap (dB)", precision: .decimals(2)),
    ], rows: ("latent_quantiser", ["", "lloyd-max-trained"]))

  /// One trial for the theory; then for each repetition and latent dimension one for each method, and for the network one
  /// for each variant.
  static func trials(of specification: GaussianSpecification) -> [Trial] {
    var trials = [GaussianTheory.trial(of: specification)]
    for repetition in 1...specification.repetitions {
      for dimension in specification.dims {
        for method in specification.methods {
          guard let entry = try? GaussianMethodCatalogue.all.entry(named: method) else { continue }
          let variants = specification.allVariants
          for variant in entry.isNetwork ? variants : [variants[0]] {
            let task = GaussianTask(
              specification: specification, variant: variant, latentDimension: dimension,
              repetition: repetition)
            trials.append(GaussianMeasurement(task: task, method: method, entry: entry).trial)
          }
        }
      }
    }
    return trials
  }

  static func summaries(of points: CSVDocument) -> [Summary] {
    let summary = RepetitionSummary(
      keys: ["variant", "method", "latent_dimension", "latent_quantiser", "bits"],
      averages: [
        ("rate_bits_per_sample", nil), ("distortion", "distortion_ci95"),
        ("training_distortion", nil), ("difference_to_naive", "difference_to_naive_ci95"),
        ("bound_distortion", nil), ("gap_decibels", nil), ("active_latents", nil),
      ])
    return [("summary", summary(points))]
  }
}
