import RDExperiments
import RDResults

/// The excess cost of each surrogate of rounding over the first, trained from scratch at the same weight of the error.
///
/// Trainings of one repetition share their first weights and the order of their images, so the difference is taken within each repetition before means
/// are; a reference that is named beforehand, unlike the best of all, is not picked by chance.
enum SurrogateComparison {
  /// What the variants trained from scratch have behind the name of their surrogate.
  static let suffix = " from scratch"

  /// The excess over the first variant of each method and weight, a row for each other variant: relative, with Student's interval.
  ///
  /// - Returns: the table; `nil` where fewer than two surrogates were trained from scratch.
  static func table(of points: CSVDocument) -> CSVDocument? {
    func value(_ row: [String], _ column: String) -> String {
      points.index(of: column).map { row[$0] } ?? ""
    }
    let rows = points.rows.filter {
      value($0, "variant").hasSuffix(suffix) && value($0, "status") == Point.success
    }
    guard let reference = rows.first.map({ value($0, "variant") }) else { return nil }
    var order: [[String]] = []
    var costs: [[String]: [String: Double]] = [:]
    for row in rows {
      let key = ["method", "setting", "variant"].map { value(row, $0) }
      if costs[key] == nil { order.append(key) }
      costs[key, default: [:]][value(row, "repetition")] = Double(value(row, "cost"))
    }
    var table = Table(
      columns: [
        "method", "setting", "variant", "reference", "repetitions", "excess", "excess_ci95",
      ].map { .init($0) })
    for key in order where key[2] != reference {
      let references = costs[[key[0], key[1], reference]] ?? [:]
      let excesses = (costs[key] ?? [:]).sorted { $0.key < $1.key }
        .compactMap { repetition, cost in references[repetition].map { cost / $0 - 1 } }
      guard !excesses.isEmpty else { continue }
      table.append(
        key.map { .text($0) } + [
          .text(reference), .integer(excesses.count), .real(mean(excesses)),
          .optional(excesses.count > 1 ? studentHalfWidth95(excesses) : nil),
        ])
    }
    return table.rows.isEmpty ? nil : CSVDocument(table)
  }
}
