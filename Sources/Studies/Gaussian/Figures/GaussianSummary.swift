import RDReport
import RDResults

/// What the experiment `gaussian` says about each method: the means over repetitions in its `summary.csv`.
struct GaussianSummary {
  /// The rows, in the order of the file.
  package let rows: [Row]

  /// One method at one latent dimension and one way to quantise the latents.
  package struct Row {
    let variant: String
    let method: String
    let latentDimension: Int

    /// `nil` where the latents are not quantised.
    let latentQuantiser: String?
    let bits: Int?
    let rateBitsPerSample: Double?

    /// `nil` where no repetition succeeded.
    let distortion: Double?
    let distortionHalfWidth: Double?
    let trainingDistortion: Double?
    let differenceToSubsampling: Double?
    let differenceToSubsamplingHalfWidth: Double?
    let boundDistortion: Double?
    let gapDecibels: Double?

    /// How many latents carry something about the input; `nil` for methods without a network.
    let activeLatents: Double?
  }

  /// Reads the summary of such results.
  init(_ results: ResultSet) throws {
    rows = try results.table("summary.csv").rows.map { row in
      Row(
        variant: try row.text("variant"), method: try row.text("method"),
        latentDimension: try row.integer("latent_dimension"),
        latentQuantiser: try row.optionalText("latent_quantiser"),
        bits: try row.optionalInteger("bits"),
        rateBitsPerSample: try row.optionalNumber("rate_bits_per_sample"),
        distortion: try row.optionalNumber("distortion"),
        distortionHalfWidth: try row.optionalNumber("distortion_ci95"),
        trainingDistortion: try row.optionalNumber("training_distortion"),
        differenceToSubsampling: try row.optionalNumber("difference_to_naive"),
        differenceToSubsamplingHalfWidth: try row.optionalNumber("difference_to_naive_ci95"),
        boundDistortion: try row.optionalNumber("bound_distortion"),
        gapDecibels: try row.optionalNumber("gap_decibels"),
        activeLatents: try row.optionalNumber("active_latents"))
    }
  }

  /// The rows whose latents are not quantised.
  var unquantised: [Row] { rows.filter { $0.latentQuantiser == nil } }

  /// The row in which the same code has its latents quantised by Lloyd–Max designed for them, at the lowest rate there is.
  func quantised(_ row: Row) -> Row? {
    rows.filter {
      $0.latentQuantiser == "lloyd-max-trained" && $0.variant == row.variant
        && $0.method == row.method && $0.latentDimension == row.latentDimension
    }.min { ($0.bits ?? 0) < ($1.bits ?? 0) }
  }

  /// The latent dimensions, in ascending order.
  var latentDimensions: [Int] { Set(rows.map(\.latentDimension)).sorted() }

  /// The variants of the autoencoder, in the order of the file but `baseline` first.
  var variants: [String] {
    let all = distinct(rows.filter { $0.method == "autoencoder" }.map(\.variant))
    return all.filter { $0 == "baseline" } + all.filter { $0 != "baseline" }
  }

  /// How much better than copying as many samples a method looks on the data it was made from.
  ///
  /// - Returns: its mean-square error there minus that of copying, if both are known.
  func trainingDifference(of row: Row) -> Double? {
    let copying = unquantised.first {
      $0.method == "naive" && $0.latentDimension == row.latentDimension
    }
    guard let own = row.trainingDistortion, let other = copying?.trainingDistortion else {
      return nil
    }
    return own - other
  }

  /// Whether results of this experiment compare one variant only or several.
  ///
  /// - Returns: the number of variants of the autoencoder; `nil` for results of another experiment.
  static func variantCount(of results: ResultSet) throws -> Int? {
    guard results.experiment == "gaussian" else { return nil }
    return try GaussianSummary(results).variants.count
  }
}
