internal import Foundation
internal import RDNumerics
internal import RDResults

/// Means over the repetitions of an experiment, with 95 % confidence intervals.
///
/// With two or more repetitions the interval is Student's, over the repetitions' values: each has its own data and its own
/// network, so it holds both sources of chance. With one, it is the interval that the trial measured within its test set.
struct RepetitionSummary {
  /// The columns whose values tell the groups apart.
  let keys: [String]

  /// The columns to average, each with the column of its half-width where it has one.
  let averages: [(column: String, halfWidth: String?)]

  /// The summary of the measured points of a table: rows with a repetition and the status `ok`.
  ///
  /// - Returns: one row for each group in the order of first appearance: the keys, `repetitions`, and the averages.
  func callAsFunction(_ points: CSVDocument) -> CSVDocument {
    func value(_ row: [String], _ column: String) -> String {
      points.index(of: column).map { row[$0] } ?? ""
    }
    let measured = points.rows.filter {
      !value($0, "repetition").isEmpty && value($0, "status") == Point.success
    }
    var order: [[String]] = []
    var groups: [[String]: [[String]]] = [:]
    for row in measured {
      let key = keys.map { value(row, $0) }
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(row)
    }
    var table = Table(
      columns: (keys + ["repetitions"]).map { Table.Column($0) }
        + averages.flatMap { [Table.Column($0.column)] + ($0.halfWidth.map { [.init($0)] } ?? []) })
    for key in order {
      let rows = groups[key] ?? []
      var cells: [Cell] = key.map { $0.isEmpty ? .empty : .text($0) } + [.integer(rows.count)]
      for (column, halfWidth) in averages {
        let values = rows.compactMap { Double(value($0, column)) }
        cells.append(.optional(values.isEmpty ? nil : mean(values)))
        guard let halfWidth else { continue }
        let within = values.count == 1 ? rows.first.flatMap { Double(value($0, halfWidth)) } : nil
        cells.append(.optional(values.count > 1 ? studentHalfWidth95(values) : within))
      }
      table.append(cells)
    }
    return CSVDocument(table)
  }
}

/// The arithmetic mean.
///
/// - Precondition: there is a value.
func mean(_ values: [Double]) -> Double {
  values.reduce(0, +) / Double(values.count)
}

/// The half-width of Student's 95 % confidence interval of the mean of independent values.
///
/// - Precondition: there are two values or more.
func studentHalfWidth95(_ values: [Double]) -> Double {
  let centre = mean(values)
  let squares = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
  let degreesOfFreedom = Double(values.count - 1)
  let standardError = (squares / degreesOfFreedom / Double(values.count)).squareRoot()
  return StudentT(degreesOfFreedom: degreesOfFreedom).quantile(0.975) * standardError
}
