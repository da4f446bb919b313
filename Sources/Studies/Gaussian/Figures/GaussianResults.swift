import RDExperiments
import RDReport
import RDResults

/// The results of the experiment `gaussian`, with theory.
struct GaussianResults {
  /// Means over repetitions: all rows of `summary.csv`, and those whose latents are not quantised.
  let summary: [ResultRow]
  let unquantised: [ResultRow]

  /// The points of each repetition whose latents are not quantised.
  private let trained: [ResultRow]

  /// The analytic points, in ascending order of rate.
  let theory: [ResultRow]

  /// The distortion of keeping d samples unquantised, by d.
  let subsampling: [Int: Double]

  /// The variants of the autoencoder, in the order of the file but `baseline` first.
  let variants: [String]

  /// In ascending order.
  let latentDimensions: [Int]

  init(_ results: ResultSet) throws {
    summary = try results.rows("summary.csv")
    unquantised = try summary.where("latent_quantiser", "")
    let names = try summary.where("method", "autoencoder").distinct("variant")
    variants = names.filter { $0 == "baseline" } + names.filter { $0 != "baseline" }
    latentDimensions = try summary.integers("latent_dimension")
    func order(_ row: ResultRow) throws -> (Double, Double) {
      (try row.number("rate_bits_per_sample"), -(try row.number("distortion")))
    }
    let points = try results.rows("points.csv")
    trained = try points.filter { row in
      // Results of earlier versions may lack the column.
      try row.text("latent_quantiser").isEmpty && (try? row.text("training_distortion")) != nil
    }
    let analytic = try points.where("rate_kind", "analytic")
    let unlimited = try analytic.where("method", "naive").where("bits", "")
    subsampling = try Dictionary(
      unlimited.map { (try $0.integer("latent_dimension"), try $0.number("distortion")) },
      uniquingKeysWith: { first, _ in first })
    theory = try analytic.filter { row in
      try row.text("method") != "naive" || row.optionalInteger("bits") != nil
    }.sorted { try order($0) < order($1) }
  }

  /// Results of one variant of the autoencoder; `nil` if there are several.
  static func ofOneVariant(_ results: ResultSet) throws -> GaussianResults? {
    let found = try GaussianResults(results)
    return found.variants.count == 1 ? found : nil
  }

  /// The apparent advantage of a method over subsampling on its training data: its mean-square error there minus that of keeping
  /// them, the mean over repetitions with its interval, each if it is known.
  func trainingDifference(of row: ResultRow) throws -> (mean: Double, halfWidth: Double?)? {
    let other = try unquantised.where("method", "naive")
      .where("latent_dimension", row.text("latent_dimension")).first
    guard let own = try row.optionalNumber("training_distortion"),
      let reference = try other?.optionalNumber("training_distortion")
    else { return nil }
    func errors(_ method: String) throws -> [String: Double] {
      let rows = try trained.where("method", method)
        .where("latent_dimension", row.text("latent_dimension"))
      return Dictionary(
        try rows.compactMap { row in
          try row.optionalNumber("training_distortion").map { (try row.text("repetition"), $0) }
        }, uniquingKeysWith: { first, _ in first })
    }
    let kept = try errors("naive")
    let differences = try errors(row.text("method")).compactMap { repetition, error in
      kept[repetition].map { error - $0 }
    }
    return (
      own - reference, differences.count > 1 ? studentHalfWidth95(differences.sorted()) : nil
    )
  }
}

/// The names of methods in figures and tables; others have the name of their model.
func methodTitle(_ method: String) -> String {
  switch method {
  case "naive": "subsampling"
  case "pca", "klt": "PCA"
  case "klt-rounding": "PCA, rounding"
  default: method
  }
}
