import RDReport
import RDResults

extension TableOfResults {
  /// The published table of quantised latents with every model's own rows beside it: error, similarity and bits, quantiser by quantiser.
  ///
  /// How far Lloyd–Max is from the better uniform quantiser stands there for as many bits of an index and for as many coded bits.
  ///
  /// > Source: [gashgash], table 1.
  static let imageQuantisers = TableOfResults(
    of: ImageAutoencodersExperiment.name,
    "Quantised latents, quantiser by quantiser, below what was published where that is known"
  ) { results in
    let models = try ImageModels(results)
    let linear = try models.ownSummary.where("model", "klt").where("latent_quantiser", "")
    /// Several linear codes without a quantiser differ in how many coefficients they keep.
    func coefficients(_ row: ResultRow) throws -> String {
      guard linear.count > 1, try row.text("model") == "klt",
        try row.text("latent_quantiser").isEmpty
      else { return "" }
      return try row.text("latent_dimension")
    }
    let measured = try PresentedTable(
      models.ownSummary,
      key: { row in
        try ["model", "latent_quantiser", "latent_scale", "bits", "step"].map { try row.text($0) }
          .joined(separator: "/") + coefficients(row)
          + (row.optionalNumber("fixed_bits_per_image").map { "/\(Int($0.rounded()))" } ?? "")
      },
      columns: [
        TableColumn("model") { row in
          let kept = try coefficients(row)
          return .text(
            methodTitle(try row.text("model")) + (kept.isEmpty ? "" : ", \(kept) coefficients"))
        },
        TableColumn("quantiser") { row in
          let name = try [row.text("latent_quantiser"), row.text("step")].filter { !$0.isEmpty }
          return name.isEmpty ? .empty : .text(name.joined(separator: " "))
        },
        .optionalText("latents", of: "latent_scale"), .integer("bits", "b", latex: "$b$"),
        .number("fixed", "bits per image", of: "fixed_bits_per_image", decimals: 0),
        .number("coded", of: "coded_bits_per_image", decimals: 0),
        .measured("mse", "MSE", of: "distortion", decimals: 5),
        .number("psnr", "PSNR (dB)", of: "psnr_of_mean_error_decibels", decimals: 2),
        .number("ssim", ImageModels.similarityHeading, decimals: 4),
        .measured(
          "to_uniform", "MSE to uniform (%)", of: "excess_over_uniform", times: 100, decimals: 2),
        TableColumn("ssim_to_uniform", "SSIM to uniform") { try models.similarityGain(of: $0) },
        TableColumn("to_uniform_coded", "the same at equal coded bits (%)") { row in
          guard try row.text("latent_quantiser") == "lloyd-max", try !row.text("bits").isEmpty,
            let coded = try row.optionalNumber("coded_bits_per_image"),
            let uniform = try models.uniformError(
              atCodedBits: coded, model: row.text("model"), isRaw: row.text("latent_scale") == "raw"
            )
          else { return .empty }
          return .optional(
            try row.optionalNumber("distortion").map { 100 * ($0 / uniform - 1) }, decimals: 2)
        },
        TableColumn(
          PresentedTable.intervalColumn, ImageModels.intervalHeading, ImageModels.intervalCell),
      ])
    return PresentedTable(
      columns: measured.columns,
      rows: (try hasPublished(models, results) ? published : []) + measured.rows)
  }

  /// Whether the printed numbers are of such models: variational autoencoders on these images.
  private static func hasPublished(_ models: ImageModels, _ results: ResultSet) throws -> Bool {
    try !models.models.having("kl_nats").isEmpty
      && results.rows("points.csv").contains { try $0.text("source").hasPrefix("cifar10") }
  }

  /// The published table of quantised latents, with its rows, and our models of the same objective beside it.
  static let publishedQuantisers = TableOfResults(
    of: ImageAutoencodersExperiment.name,
    "Table 1 of Gashgash and Kim, and our models that are trained for similarity: latents as they are, under the quantisers of N(0, 1) and at the midpoints of equal parts of [−3, 3]"
  ) { results in
    let models = try ImageModels(results)
    let ours = try models.models.where("objective", "ssim").distinct("model")
    guard try hasPublished(models, results), !ours.isEmpty else { return nil }
    return PresentedTable(
      columns: [
        .init("quantiser", "quantiser"), .init("levels", "levels"),
        .init("published_mse", "MSE, published"), .init("published_ssim", "SSIM, published"),
      ]
        + ours.enumerated().flatMap { index, model in
          [
            PresentedTable.Column("mse_\(index + 1)", "MSE, \(model)"),
            PresentedTable.Column("ssim_\(index + 1)", "SSIM, \(model)"),
          ]
        },
      rows: try printed.map { quantiser, bits, error, similarity in
        let name = quantiser == "uniform" ? "uniform-midpoints" : quantiser
        let measured = try ours.flatMap { model -> [PresentedCell] in
          let row = try models.ownSummary.where("model", model).where("latent_quantiser", name)
            .where("latent_scale", bits == nil ? "" : "raw")
            .where("bits", bits.map(String.init) ?? "").first
          return [
            .optional(
              try row?.optionalNumber("distortion"),
              halfWidth: try row?.optionalNumber("distortion_ci95"), decimals: 4),
            .optional(try row?.optionalNumber("ssim"), decimals: 4),
          ]
        }
        return .init(
          "\(quantiser)/\(bits.map(String.init) ?? "")",
          [
            .text(quantiser.isEmpty ? "none" : name), .optional(bits.map { 1 << $0 }),
            .number(error, decimals: 4), .number(similarity, decimals: 4),
          ] + measured)
      })
  }

  /// Published numbers for 512 latents on CIFAR-10.
  ///
  /// > Source: [gashgash], table 1.
  private static let printed: [(quantiser: String, bits: Int?, error: Double, similarity: Double)] =
    [
      ("", nil, 0.0216, 0.8586),
      ("lloyd-max", 3, 0.0315, 0.8217), ("lloyd-max", 4, 0.0289, 0.8451),
      ("lloyd-max", 5, 0.0240, 0.8513), ("lloyd-max", 6, 0.0231, 0.8571),
      ("uniform", 3, 0.0419, 0.7933), ("uniform", 4, 0.0312, 0.8321),
      ("uniform", 5, 0.0265, 0.8461), ("uniform", 6, 0.0232, 0.8548),
    ]

  private static var published: [PresentedTable.Row] {
    printed.map { quantiser, bits, error, similarity in
      .init(
        "published/\(quantiser)/\(bits.map(String.init) ?? "")",
        [
          .text("published"), quantiser.isEmpty ? .empty : .text(quantiser), .empty,
          .optional(bits), .optional(bits.map { 512 * $0 }), .empty, .number(error, decimals: 4),
          .empty, .number(similarity, decimals: 4), .empty, .empty, .empty, .empty,
        ])
    }
  }

  /// Every trained model: its divergence, its active latents, the prediction of reverse water-filling at its beta,
  /// and the distance of its latents from the standard normal distribution.
  ///
  /// Models are measured on reconstructions from the means of their latents; reverse water-filling gives the error of those and that of
  /// reconstructions from sampled latents, which is the distortion of the bound.
  static let imageModels = TableOfResults(
    of: ImageAutoencodersExperiment.name,
    "The autoencoders: divergence, error, and what the eigenvalues predict of both"
  ) { results in
    let models = try ImageModels(results)
    let predictions = try results.rows("predictions.csv")
    let latents = try results.rows("latents.csv")
    func mean(
      _ key: String, _ heading: String, latex: String? = nil, of column: String, decimals: Int
    )
      -> TableColumn<ResultRow>
    {
      TableColumn(key, heading, latex: latex) {
        .optional(try models.mean(column, of: $0.text("model")), decimals: decimals)
      }
    }
    func predicted(
      _ key: String, _ heading: String, latex: String, of column: String, decimals: Int
    )
      -> TableColumn<ResultRow>
    {
      TableColumn(key, heading, latex: latex) { row in
        // The eigenvalues do not apply to a model that was not trained for the squared error.
        guard try row.text("objective") == "mse" else { return .empty }
        let beta = try row.optionalNumber("beta")
        return .optional(
          try predictions.first { try $0.number("level") == beta }?.number(column),
          decimals: decimals)
      }
    }
    func median(_ key: String, _ heading: String, latex: String, of column: String, decimals: Int)
      -> TableColumn<ResultRow>
    {
      TableColumn(key, heading, latex: latex) { row in
        let numbers = try latents.where("model", row.text("model")).numbers(column).sorted()
        return numbers.isEmpty ? .empty : .number(numbers[numbers.count / 2], decimals: decimals)
      }
    }
    return try PresentedTable(
      models.models.distinct("model").compactMap { try models.models.where("model", $0).first },
      key: ["model"],
      columns: [
        .text("model"), .text("objective"),
        TableColumn("beta", latex: "$\\beta$") {
          try $0.optionalNumber("beta").map { .text("\($0)") } ?? .empty
        },
        .integer("epochs"), mean("kl", "KL (nats)", of: "kl_nats", decimals: 1),
        mean("active", "active latents", latex: "active", of: "active_latents", decimals: 0),
        TableColumn("mse", "MSE of means") { row in
          let model = try row.text("model")
          return .optional(
            try models.mean("mse", of: model),
            halfWidth: try models.unquantised(model)?.optionalNumber("distortion_ci95"), decimals: 5
          )
        },
        models.intervalColumn(),
        mean("ssim", ImageModels.similarityHeading, of: "ssim", decimals: 4),
        predicted(
          "predicted_kl", "predicted KL (nats)", latex: "KL, theory", of: "nats", decimals: 1),
        predicted(
          "predicted_mse_means", "predicted MSE, means", latex: "MSE, theory", of: "mse_of_means",
          decimals: 5),
        predicted(
          "predicted_mse_sampled", "predicted MSE, sampled", latex: "sampled, theory", of: "mse",
          decimals: 5),
        median(
          "deviation", "spread of the latents, median", latex: "spread", of: "standard_deviation",
          decimals: 2),
        median(
          "distance", "distance from N(0, 1), median", latex: "distance", of: "kolmogorov_smirnov",
          decimals: 3),
        median(
          "shape_distance", "the same, standardised", latex: "standardised",
          of: "standardised_kolmogorov_smirnov", decimals: 3),
      ]
    ).withoutEmptyColumns
  }

  /// The parameters and the code size of each model: its compression by the bottleneck alone, as studies count it, and by everything that
  /// crosses.
  ///
  /// > Source: [tian], whose ratio of 6 leaves out the maps that skip the bottleneck.
  static let codes = TableOfResults(
    of: ImageAutoencodersExperiment.name,
    "The numbers that pass from encoder to decoder, and the error of latents that are not quantised, with its interval over images (of one training) or over trainings"
  ) { results in
    let models = try ImageModels(results)
    func ratio(_ key: String, _ heading: String) -> TableColumn<ResultRow> {
      TableColumn(key, heading) { .exactly(try $0.optionalNumber(key), decimals: 2) }
    }
    return try PresentedTable(
      results.rows(ifAny: "codes.csv"), key: ["model"],
      columns: [
        .text("model"), .integer("parameters"), .integer("latents"),
        .integer("crossing", "numbers that cross", of: "crossing_numbers"),
        ratio("bottleneck_ratio", "ratio, bottleneck"),
        ratio("crossing_ratio", "ratio, all that crosses"),
        TableColumn("mse", "MSE") {
          try models.unquantised($0.text("model"))?.measured("distortion", decimals: 5) ?? .empty
        },
        TableColumn("training", "training loss") { try models.trainingLoss(of: $0.text("model")) },
        TableColumn(PresentedTable.failedColumn, "trainings that failed") {
          .integer(try models.failedCount($0.text("model")))
        },
        models.intervalColumn(),
      ])
  }

  /// The networks, layer by layer.
  static let layers = TableOfResults(
    of: ImageAutoencodersExperiment.name,
    "The layers of each network: what comes out of each, as width x height x channels or the length of a vector, and its parameters"
  ) { results in
    try PresentedTable(
      results.rows(ifAny: "layers.csv"), key: ["model", "part", "index"],
      columns: [
        .text("model"), .text("part"), .integer("index", "layer"), .text("layer", "kind"),
        .optionalText("activation"), .text("output"), .integer("parameters"),
      ])
  }

  /// What images of each label are taken for, in numbers of images.
  ///
  /// > Source: [readytensor], which tells of two such pairs at a reduction of 99 %.
  static let labelConfusions = TableOfResults(
    of: ImageAutoencodersExperiment.name,
    "What the decoded test images of each label are taken for by their nearest neighbours among training images; of one training"
  ) { results in
    let rows = results.rows(ifAny: "confusions.csv")
    func code(_ row: ResultRow) throws -> [String] {
      [try row.text("model"), try row.text("bits"), try row.text("label")]
    }
    let codes = try distinct(rows.map(code))
    return try PresentedTable(
      codes, key: { $0.joined(separator: "/") },
      columns: [
        TableColumn("model") { .text($0[0]) },
        TableColumn("bits", "b", latex: "$b$") { .optional(Int($0[1])) },
        TableColumn("label") { .optional(Int($0[2])) },
      ]
        + rows.integers("taken_for").map { other in
          TableColumn("taken_for_\(other)", "\(other)") { key in
            .optional(
              try rows.first { try code($0) == key && $0.integer("taken_for") == other }?
                .integer("images"))
          }
        })
  }

  /// Standard codecs on the small images of an experiment: bits of whole files, how many of them are headers, and the quality.
  static let standardCodecs = TableOfResults(
    of: ImageAutoencodersExperiment.name, "Standard codecs on the same images, a file for each"
  ) { results in
    try PresentedTable(
      results.rows("points.csv").filter(ImageModels.isStandardCodec), key: ["method", "setting"],
      columns: [
        TableColumn("codec") { .text(CodecCurves.title(ofMethod: try $0.text("method"))) },
        .optionalText("setting"), .integer("images", of: "sample_count"),
        .number("bits", "bits per image", of: "coded_bits_per_image", decimals: 1),
        .number("headers", "of them headers", of: "header_bits_per_image", decimals: 1),
        .measured("mse", "MSE", of: "distortion", decimals: 6),
        .number("psnr", "PSNR, pooled (dB)", of: "psnr_of_mean_error_decibels", decimals: 2),
        .number("ssim", "SSIM", decimals: 4), .text("implementation"),
      ])
  }

  /// The error of the images of each label at each model, absolute and relative to the ink, with the rank among the labels: 1 is best.
  ///
  /// > Source: [readytensor], which ranks digits by the first.
  static let labelErrors = TableOfResults(
    of: ImageAutoencodersExperiment.name,
    "Error of the images of each label, and what is left of the differences over the ink; of one training, with intervals over its images, and the ranks that these leave open in brackets"
  ) { results in
    let errors = try rowsOfLabels(results)
    /// The rank of a row among those of its model, and the ranks that it may have: a label of which the interval lies wholly below has a
    /// lower rank, one wholly above a higher one, and all others may change ranks with it.
    func rank(_ key: String, _ heading: String, by column: String) -> TableColumn<ResultRow> {
      TableColumn(key, heading) { row in
        guard let own = try row.optionalNumber(column) else { return .empty }
        let reach = try row.optionalNumber("\(column)_ci95")
        let others = try errors.where("model", row.text("model")).filter {
          try $0.text("label") != row.text("label")
        }
        let excesses = try others.map { (try $0.optionalNumber(column) ?? .infinity) - own }
        let reaches = try others.map { try $0.optionalNumber("\(column)_ci95") }
        let rank = 1 + excesses.count { $0 < 0 }
        guard let reach, !reaches.contains(nil) else { return .number(Double(rank), decimals: 0) }
        let apart = zip(excesses, reaches).filter { abs($0) > reach + ($1 ?? 0) }.map(\.0)
        return .rank(
          rank, from: 1 + apart.count { $0 < 0 }, to: 1 + others.count - apart.count { $0 > 0 })
      }
    }
    return try PresentedTable(
      errors, key: ["model", "label"],
      columns: [
        .text("model"), .integer("label"), .integer("images"), .number("ink", decimals: 1),
        .measured("mse", "MSE", decimals: 5), rank("rank", "rank", by: "mse"),
        .measured("mse_per_ink", "squared error over ink", decimals: 4),
        rank("rank_per_ink", "rank over ink", by: "mse_per_ink"),
        ImageModels.intervalOverImages,
      ])
  }

  /// The accuracy of nearest-neighbour classification of labels among the images, their latents and their reconstructions.
  ///
  /// > Source: [tian], which reads from maps that latents are "better clustered".
  static let clusters = TableOfResults(
    of: ImageAutoencodersExperiment.name,
    "How often the nearest neighbours of an image know its label (joint: whether it is an original or a reconstruction), and how faithful its map is; of one training, with intervals over its images, those of both added in a difference, which is more than enough"
  ) { results in
    let rows = results.rows(ifAny: "clusters.csv")
    let pixels = try rows.where("space", "pixels").first
    return try PresentedTable(
      rows, key: ["model", "space"],
      columns: [
        .text("model"), .text("space"), .integer("dimension", "numbers"), .integer("images"),
        .integer("neighbours"),
        .measured("accuracy", "neighbours agree (%)", times: 100, decimals: 2),
        TableColumn("above_pixels", "above the images (points)") { row in
          guard let pixels, try !["pixels", "joint"].contains(row.text("space")),
            let own = try row.optionalNumber("accuracy"),
            let reference = try pixels.optionalNumber("accuracy")
          else { return .empty }
          // The two intervals added are more than enough where both are of the same images.
          let halfWidths = try [row, pixels].numbers("accuracy_ci95")
          return .measured(
            100 * (own - reference), halfWidth: 100 * halfWidths.reduce(0, +), decimals: 2)
        },
        .number("kl", "divergence of the map (nats)", decimals: 3),
        ImageModels.intervalOverImages,
      ])
  }
}
