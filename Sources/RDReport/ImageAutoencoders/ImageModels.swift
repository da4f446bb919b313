internal import RDResults

/// What the report reads from the experiment on autoencoders of small images.
struct ImageModels {
  /// The rows of `summary.csv`: means over repetitions.
  let summary: [ResultRow]

  /// The rows of `models.csv`.
  let models: [ResultRow]

  /// Whether results are of this experiment.
  static func suits(_ results: ResultSet) -> Bool { experimentNames.contains(results.experiment) }

  /// The names of the experiment: what it is called, and what it was called when only one study was made with it.
  static let experimentNames = ["image-autoencoders", "cifar-vae"]

  /// Reads them.
  init(_ results: ResultSet) throws {
    summary = try results.table("summary.csv").rows
    models = try results.table("models.csv").rows
  }

  /// The names of the models, in their order.
  func names() throws -> [String] {
    distinct(try models.map { try $0.text("model") })
  }

  /// The mean over repetitions of a model's column; `nil` where none has it.
  func mean(_ column: String, of model: String) throws -> Double? {
    let numbers = try models.filter { try $0.text("model") == model }
      .compactMap { try $0.optionalNumber(column) }
    return numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
  }
}
