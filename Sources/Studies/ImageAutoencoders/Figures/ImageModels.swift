import RDReport
import RDResults

/// What the report reads from the experiment on autoencoders of small images.
struct ImageModels {
  /// The rows of `summary.csv`: means over repetitions.
  package let summary: [ResultRow]

  /// The rows of `models.csv`.
  let models: [ResultRow]

  /// Whether results are of this experiment.
  package static func suits(_ results: ResultSet) -> Bool {
    results.experiment == "image-autoencoders"
  }

  /// What the structural similarity is called in tables: it is measured on the first images only.
  static let similarityHeading = "SSIM, first 1000"

  /// What the column is called that says of what the half-widths of a row are.
  static let intervalHeading = "± over"

  /// Of what the half-widths of a row of `summary.csv` are: of the images of one training, or of trainings.
  static func intervalCell(_ row: ResultRow) throws -> PresentedCell {
    guard try row.optionalNumber("distortion_ci95") != nil else { return .empty }
    return .text(try row.integer("repetitions") > 1 ? "trainings" : "images")
  }

  /// Whether a row of `points.csv` is of standard codec, which says by which library it was made.
  static func isRowOfForeignCodec(_ row: ResultRow) -> Bool {
    // Studies without such rows have no such column.
    (try? row.optionalText("implementation")) ?? nil != nil
  }

  /// The rows of `summary.csv` that are of this toolkit's codes.
  var ownSummary: [ResultRow] {
    // Standard codecs have no latents; studies without them may have no such column.
    summary.filter { (try? $0.text("latent_dimension")) != "" }
  }

  /// Reads them.
  init(_ results: ResultSet) throws {
    summary = try results.table("summary.csv").rows
    models = try results.table("models.csv").rows
  }

  /// The names of the models, in their order.
  package func names() throws -> [String] {
    distinct(try models.map { try $0.text("model") })
  }

  /// The mean over repetitions of a model's column; `nil` where none has it.
  func mean(_ column: String, of model: String) throws -> Double? {
    let numbers = try models.filter { try $0.text("model") == model }
      .compactMap { try $0.optionalNumber(column) }
    return numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
  }
}
