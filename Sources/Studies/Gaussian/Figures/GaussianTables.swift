import RDReport
import RDResults

extension TableOfResults {
  /// The error of each method with unquantised latents: on training data, on held-out data, and against keeping samples.
  static let claim = TableOfResults(
    of: GaussianExperiment.name,
    "Error of each method with unquantised latents, on training and on held-out data"
  ) { results in
    guard let gaussian = try GaussianResults.ofOneVariant(results) else { return nil }
    return try PresentedTable(
      gaussian.unquantised, key: ["method", "latent_dimension"],
      columns: [
        .latentDimension, .theory(gaussian), .method,
        .number("training", "training MSE", of: "training_distortion", decimals: 4),
        .measured("mse", "held-out MSE", of: "distortion", decimals: 4),
        .toSubsampling("held-out MSE minus subsampling"),
        TableColumn("training_difference", "training MSE minus subsampling") { row in
          guard try row.text("method") != "naive",
            let difference = try gaussian.trainingDifference(of: row)
          else { return .empty }
          return .measured(difference.mean, halfWidth: difference.halfWidth, decimals: 4)
        },
      ])
  }

  /// The distance of each method from the rate–distortion bound, its latents quantised by Lloyd–Max for N(0, 1).
  ///
  /// > Source: [gashgash], section 4, for the choice of the quantiser.
  static let gap = TableOfResults(
    of: GaussianExperiment.name, "Error and gap to the bound with quantised latents"
  ) { results in
    guard let gaussian = try GaussianResults.ofOneVariant(results) else { return nil }
    return try PresentedTable(
      gaussian.summary.where("latent_quantiser", "lloyd-max-normal"),
      key: ["method", "latent_dimension", "bits"],
      columns: [
        .method, .latentDimension, .integer("bits", "b", latex: "$b$"),
        .number(
          "rate", "rate (bits per sample)", latex: "$R$ (bit)", of: "rate_bits_per_sample",
          decimals: 2),
        .measured("mse", "MSE", of: "distortion", decimals: 4),
        .number("bound", "D(R)", latex: "$D(R)$", of: "bound_distortion", decimals: 4),
        .number("gap", "gap (dB)", of: "gap_decibels", decimals: 2),
        .toSubsampling("MSE minus subsampling"),
      ])
  }

  /// How the quantiser of the latents changes the autoencoder's error, quantiser by quantiser.
  ///
  /// > Source: [gashgash], table 1, which compares two of them on images.
  static let latentQuantisers = TableOfResults(
    of: GaussianExperiment.name,
    "What the quantiser of the latents makes of the autoencoder's error"
  ) { results in
    guard let gaussian = try GaussianResults.ofOneVariant(results) else { return nil }
    let rows = try gaussian.summary.where("method", "autoencoder")
    let titles = [
      "lloyd-max-normal": "Lloyd–Max for N(0, 1)", "lloyd-max-trained": "Lloyd–Max, trained",
      "uniform-endpoints": "uniform, end points", "uniform-midpoints": "uniform, midpoints",
    ]
    let bits = try rows.integers("bits")
    func error(_ key: String, _ heading: String, of quantiser: String) -> TableColumn<
      (d: Int, b: Int)
    > {
      TableColumn(key, heading) { cell in
        try rows.where("latent_dimension", "\(cell.d)").where("latent_quantiser", quantiser)
          .where("bits", quantiser.isEmpty ? "" : "\(cell.b)").first?
          .measured("distortion", decimals: 4) ?? .empty
      }
    }
    return try PresentedTable(
      gaussian.latentDimensions.flatMap { d in bits.map { (d: d, b: $0) } },
      key: { "\($0.d)/\($0.b)" },
      columns: [
        TableColumn("latent_dimension", "d", latex: "$d$") { .integer($0.d) },
        TableColumn("bits", "b", latex: "$b$") { .integer($0.b) },
        error("unquantised", "not quantised", of: ""),
      ]
        + rows.distinct("latent_quantiser").filter { !$0.isEmpty }.map {
          error($0, titles[$0] ?? $0, of: $0)
        })
  }

  /// The held-out error of each adjustment of the autoencoder, with its difference from keeping as many samples, and what remains once its
  /// latents are quantised by Lloyd–Max designed for them, at the lowest rate there is.
  static let adjustments = TableOfResults(
    of: GaussianExperiment.name, "Held-out error of each adjustment of the autoencoder"
  ) { results in
    let gaussian = try GaussianResults(results)
    guard gaussian.variants.count > 1 else { return nil }
    let rows = try gaussian.unquantised.where("method", "autoencoder")
    let coarse = try gaussian.summary.where("latent_quantiser", "lloyd-max-trained")
      .where("method", "autoencoder")
    func quantised(
      _ key: String, _ heading: String, latex: String? = nil,
      _ cell: @escaping (ResultRow) throws -> PresentedCell
    ) -> TableColumn<ResultRow> {
      TableColumn(key, heading, latex: latex) { row in
        try coarse.where("variant", row.text("variant"))
          .where("latent_dimension", row.text("latent_dimension"))
          .min { try $0.number("bits") < $1.number("bits") }.map(cell) ?? .empty
      }
    }
    return try PresentedTable(
      gaussian.variants.flatMap { try rows.where("variant", $0) },
      key: ["variant", "latent_dimension"],
      columns: [
        .text("variant"), .latentDimension, .theory(gaussian),
        .number("training", "training MSE", of: "training_distortion", decimals: 4),
        .measured("mse", "held-out MSE", of: "distortion", decimals: 4),
        .measured(
          "difference", "held-out MSE minus subsampling", of: "difference_to_naive", decimals: 4),
        .number("active", "active latents", of: "active_latents", decimals: 1),
        quantised("bits", "b", latex: "$b$") { .optional(try $0.optionalInteger("bits")) },
        quantised("quantised", "quantised MSE") { try $0.measured("distortion", decimals: 4) },
        quantised("gap", "gap (dB)") {
          .optional(try $0.optionalNumber("gap_decibels"), decimals: 2)
        },
      ])
  }
}

extension TableColumn where Row == ResultRow {
  fileprivate static var method: Self {
    Self("method") { .text(methodTitle(try $0.text("method"))) }
  }

  fileprivate static var latentDimension: Self {
    .integer("latent_dimension", "d", latex: "$d$")
  }

  fileprivate static func theory(_ gaussian: GaussianResults) -> Self {
    Self("theory", "1 − d/n", latex: "$1-d/n$") {
      .optional(gaussian.subsampling[try $0.integer("latent_dimension")], decimals: 2)
    }
  }

  /// The difference from keeping as many samples; `nil` for that method itself.
  fileprivate static func toSubsampling(_ heading: String) -> Self {
    Self("difference", heading) { row in
      try row.text("method") == "naive"
        ? .empty : try row.measured("difference_to_naive", decimals: 4)
    }
  }
}
