import Foundation
import RDNumerics
import RDResults

/// Means over the repetitions of an experiment, with 95 % confidence intervals.
///
/// The half-width is the larger of two: Student's over the repetitions' values, each of which has its own data and its own
/// network, and the one that follows from the sampling errors measured within the repetitions. The first alone would
/// be valid but rests on very few values: three that happen to be close would suggest a precision that the
/// thousands of test vectors do not support.
package struct RepetitionSummary {
  /// The columns that define the groups.
  package let keys: [String]

  package let averages: [(column: String, halfWidth: String?)]

  /// The columns whose range is reported too, in a column with the suffix `_spread`.
  package var spreads: [String] = []

  /// Differences of two columns within each repetition, with their own mean and interval.
  package var differences: [(name: String, column: String, other: String)] = []

  package init(
    keys: [String], averages: [(column: String, halfWidth: String?)], spreads: [String] = [],
    differences: [(name: String, column: String, other: String)] = []
  ) {
    self.keys = keys
    self.averages = averages
    self.spreads = spreads
    self.differences = differences
  }

  /// The summary of the measured points of a table: rows with a repetition and the status `ok`.
  ///
  /// A column that is empty in a repetition has no mean: the mean of the others would not be comparable.
  package func callAsFunction(_ points: CSVDocument) -> CSVDocument {
    func value(_ row: [String], _ column: String) -> String {
      points.index(of: column).map { row[$0] } ?? ""
    }
    func numbers(_ rows: [[String]], _ column: String) -> [Double]? {
      let numbers = rows.compactMap { Double(value($0, column)) }
      return numbers.count == rows.count ? numbers : nil
    }
    func differences(_ rows: [[String]], _ column: String, _ other: String) -> [Double]? {
      guard let first = numbers(rows, column), let second = numbers(rows, other) else { return nil }
      return zip(first, second).map { $0 - $1 }
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
        + averages.flatMap { [Table.Column($0.column)] + ($0.halfWidth.map { [.init($0)] } ?? []) }
        + spreads.map { .init("\($0)_spread") }
        + self.differences.flatMap { [.init($0.name), .init("\($0.name)_spread")] })
    for key in order {
      let rows = groups[key] ?? []
      var cells: [Cell] = key.map { $0.isEmpty ? .empty : .text($0) } + [.integer(rows.count)]
      for (column, halfWidth) in averages {
        let values = numbers(rows, column)
        cells.append(.optional(values.map(mean)))
        guard let halfWidth else { continue }
        // Without measured sampling errors, the half-width follows from the repetitions alone.
        let measured =
          points.index(of: halfWidth) == nil
          ? values?.map { _ in 0 } : numbers(rows, halfWidth)
        cells.append(
          .optional(
            rows.count == 1 && points.index(of: halfWidth) == nil
              ? nil : halfWidth95(of: values ?? [], within: measured ?? [])))
      }
      for column in spreads { cells.append(.optional(numbers(rows, column).map(spread))) }
      for difference in self.differences {
        let values = differences(rows, difference.column, difference.other)
        cells += [.optional(values.map(mean)), .optional(values.map(spread))]
      }
      table.append(cells)
    }
    return CSVDocument(table)
  }
}

/// The arithmetic mean.
///
/// - Precondition: `values` is not empty.
package func mean(_ values: [Double]) -> Double {
  values.reduce(0, +) / Double(values.count)
}

/// The range of the values; 0 if there are none.
private func spread(_ values: [Double]) -> Double {
  (values.max() ?? 0) - (values.min() ?? 0)
}

/// The half-width of a 95 % confidence interval of the mean of independent values.
///
/// - Returns: the larger of Student's half-width and the one from the measured ones; `nil` without any.
package func halfWidth95(of values: [Double], within: [Double]) -> Double? {
  guard !values.isEmpty, within.count == values.count else { return nil }
  let count = Double(values.count)
  let measured = within.reduce(0) { $0 + $1 * $1 }.squareRoot() / count
  return values.count > 1 ? max(measured, studentHalfWidth95(values)) : measured
}

/// The half-width of Student's 95 % confidence interval of the mean of independent values.
///
/// - Precondition: there are at least two values.
package func studentHalfWidth95(_ values: [Double]) -> Double {
  let centre = mean(values)
  let squares = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
  let count = Double(values.count)
  let standardError = (squares / (count - 1) / count).squareRoot()
  return StudentT(degreesOfFreedom: count - 1).quantile(0.975) * standardError
}
