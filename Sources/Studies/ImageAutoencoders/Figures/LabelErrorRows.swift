import RDReport
import RDResults

/// The errors of images by their label, of latents as they are and of the first repetition.
struct LabelErrorRows {
  /// A row for each model and label.
  package let rows: [ResultRow]

  /// The models, in their order.
  let models: [String]

  /// The labels, in ascending order.
  let labels: [Int]

  /// Reads them; there are none where the experiment was not asked for them.
  init(_ results: ResultSet) throws {
    rows = try results.rows(ifAny: "labels.csv").filter {
      try $0.text("code_bits").isEmpty && $0.integer("repetition") == 1
    }
    models = try distinct(rows.map { try $0.text("model") })
    labels = try Set(rows.map { try $0.integer("label") }).sorted()
  }
}
