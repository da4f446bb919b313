import Foundation
import RDExperiments
import RDReport
import RDResults

/// The results of the experiment on autoencoders of small images.
struct ImageModels {
  /// The rows of `summary.csv`: means over repetitions.
  let summary: [ResultRow]

  /// The rows of `models.csv`.
  let models: [ResultRow]

  /// The rows of `history.csv`; none where trainings were not recorded.
  private let history: [ResultRow]

  private let points: [ResultRow]

  /// The heading of structural similarity in tables: it is measured on the first images only.
  static let similarityHeading = "SSIM, first 1000"

  /// The heading of the column for the origin of half-widths.
  static let intervalHeading = "± over"

  /// The population of a row's intervals in `summary.csv`: the images of one training, or trainings.
  static func intervalCell(_ row: ResultRow) throws -> PresentedCell {
    guard try row.optionalNumber("distortion_ci95") != nil else { return .empty }
    return try row.integer("repetitions") > 1
      ? .text("trainings") : PresentedTable.intervalOverImages
  }

  /// A column for rows that are each of a single training.
  static var intervalOverImages: TableColumn<ResultRow> {
    TableColumn(PresentedTable.intervalColumn, intervalHeading) { _ in
      PresentedTable.intervalOverImages
    }
  }

  /// The column of what intervals are over, for rows that name their model.
  func intervalColumn() -> TableColumn<ResultRow> {
    TableColumn(PresentedTable.intervalColumn, Self.intervalHeading) {
      try unquantised($0.text("model")).map(Self.intervalCell) ?? .empty
    }
  }

  /// The loss of a sample in the last epoch on the training images, over trainings that did not fail; of models that are trained for the
  /// squared error.
  func trainingLoss(of model: String) throws -> PresentedCell {
    let rows = try history.where("model", model).where("objective_kind", "mse")
    let successes = try models.where("model", model).distinct("repetition")
    let losses = try successes.compactMap { repetition in
      try rows.where("repetition", repetition).last?.optionalNumber("training_loss")
    }
    guard !losses.isEmpty else { return .empty }
    return .measured(
      losses.reduce(0, +) / Double(losses.count),
      halfWidth: losses.count > 1 ? studentHalfWidth95(losses) : nil, decimals: 5)
  }

  /// How many trainings of a model failed.
  func failedCount(_ model: String) throws -> Int {
    try points.where("model", model).filter { try $0.text("status").hasPrefix("failed") }.count
  }

  /// Whether a row of `points.csv` is of a standard codec, which says by which library it was made.
  static func isStandardCodec(_ row: ResultRow) -> Bool {
    // Studies without such rows lack the column.
    (try? row.optionalText("implementation")) ?? nil != nil
  }

  /// The rows of `summary.csv` that are of this toolkit's codes.
  var ownSummary: [ResultRow] {
    // Standard codecs have no latents; studies without them may have no such column.
    summary.filter { (try? $0.text("latent_dimension")) != "" }
  }

  init(_ results: ResultSet) throws {
    summary = try results.rows("summary.csv")
    models = try results.rows("models.csv")
    history = results.rows(ifAny: "history.csv")
    points = try results.rows("points.csv")
  }

  /// The row of a model whose latents are not quantised.
  func unquantised(_ model: String) throws -> ResultRow? {
    try summary.where("model", model).where("latent_quantiser", "").first
  }

  /// The codes that figures of pictures show: originals, PCA and the models; of many, those of the study that gave the first ones, that of
  /// the least error and that of the greatest similarity.
  func representatives() throws -> [String] {
    let names = try models.distinct("model")
    guard names.count > 6 else { return ["original", "klt"] + names }
    let error = try names.min {
      try mean("mse", of: $0) ?? .infinity < mean("mse", of: $1) ?? .infinity
    }
    let similarity = try names.max { try mean("ssim", of: $0) ?? 0 < mean("ssim", of: $1) ?? 0 }
    return distinct(
      ["original", "klt"] + names.prefix(2) + [error, similarity].compactMap(\.self))
  }

  /// A code and its bits per latent in a figure, as in `PCA of 39, 4`; models have names that say their latents.
  func title(of model: String, as pictures: ResultRow) throws -> String {
    let columns = ["latent_quantiser", "latent_scale", "bits"]
    let kept =
      try model == "klt"
      ? summary.where("method", model).first { row in
        try columns.allSatisfy { try row.text($0) == pictures.text($0) }
      }.flatMap { try? $0.text("latent_dimension") } : nil
    return methodTitle(model) + (kept.map { " of \($0)" } ?? "") + ", \(try pictures.text("bits"))"
  }

  /// The mean over repetitions of a model's column; `nil` where none has it.
  func mean(_ column: String, of model: String) throws -> Double? {
    let numbers = try models.where("model", model).numbers(column)
    return numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
  }

  /// By how much a Lloyd–Max quantiser of a model's latents keeps more structural similarity than the better of the uniform ones of as many bits,
  /// over the repetitions of its training; empty for other rows.
  ///
  /// - Parameter row: of `summary.csv`.
  /// - Returns: the mean over trainings, with its half-width where there are several.
  /// - Throws: an error of the reading of the table.
  func similarityGain(of row: ResultRow) throws -> PresentedCell {
    guard try row.text("latent_quantiser") == "lloyd-max" else { return .empty }
    let isRaw = try row.text("latent_scale") == "raw"
    let columns = ["method", "model", "bits", "fixed_bits_per_image"]
    let rows = try points.filter { point in
      try columns.allSatisfy { try point.text($0) == row.text($0) }
    }
    let gains = try rows.filter { try $0.text("latent_quantiser") == "lloyd-max" }
      .where("latent_scale", row.text("latent_scale")).compactMap { own -> Double? in
        let uniform = try rows.where("repetition", own.text("repetition")).filter {
          try $0.text("latent_quantiser").hasPrefix("uniform-")
            && ($0.text("latent_scale") == "raw") == isRaw
        }
        return try uniform.compactMap { try $0.optionalNumber("ssim") }.max().flatMap { best in
          try own.optionalNumber("ssim").map { $0 - best }
        }
      }
    guard !gains.isEmpty else { return .empty }
    return .measured(
      gains.reduce(0, +) / Double(gains.count),
      halfWidth: gains.count > 1 ? studentHalfWidth95(gains) : nil, decimals: 4)
  }

  /// The error of the better uniform quantiser of a model's latents at as many coded bits per image, between the rates at which it was
  /// measured: the logarithm of the error is interpolated linearly.
  ///
  /// - Parameters:
  ///   - bits: coded bits of an image.
  ///   - model: the name of the model.
  ///   - isRaw: whether the latents are quantised as they are.
  /// - Returns: the mean-square error; `nil` beyond the rates that were measured.
  /// - Throws: an error of the reading of the table.
  func uniformError(atCodedBits bits: Double, model: String, isRaw: Bool) throws -> Double? {
    let uniform = try summary.where("model", model).filter {
      try $0.text("latent_quantiser").hasPrefix("uniform-")
        && ($0.text("latent_scale") == "raw") == isRaw && !$0.text("bits").isEmpty
    }
    return try uniform.distinct("latent_quantiser").compactMap { name in
      let curve = try uniform.where("latent_quantiser", name)
        .map { (try $0.number("coded_bits_per_image"), log(try $0.number("distortion"))) }
        .sorted { $0.0 < $1.0 }
      guard let upper = curve.firstIndex(where: { $0.0 >= bits }), upper > 0 else { return nil }
      let (from, to) = (curve[upper - 1], curve[upper])
      return exp(from.1 + (bits - from.0) / (to.0 - from.0) * (to.1 - from.1))
    }.min()
  }
}

/// The two models of the fewest latents, the larger first.
func smallestModels(_ models: [String], _ results: ResultSet) throws -> [String] {
  let latents = try Dictionary(
    results.rows(ifAny: "codes.csv").map { (try $0.text("model"), try $0.integer("latents")) },
    uniquingKeysWith: { first, _ in first })
  return models.enumerated().sorted {
    (latents[$0.element] ?? 0, $1.offset) > (latents[$1.element] ?? 0, $0.offset)
  }.suffix(2).map(\.element)
}

/// The errors of images by label, for unquantised latents of the first repetition; empty if not requested.
func rowsOfLabels(_ results: ResultSet) throws -> [ResultRow] {
  try results.rows(ifAny: "labels.csv").where("code_bits", "").where("repetition", "1")
}
