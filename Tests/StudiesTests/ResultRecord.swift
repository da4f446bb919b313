import Foundation
import RDResults
import Testing

/// A row of a table of results or of a reference table, its fields by the names of the columns.
struct ResultRecord {
  let fields: [String: String]

  /// The field of a column; empty where the table says not applicable.
  func text(_ column: String) throws -> String {
    try #require(fields[column], "no column '\(column)'")
  }

  /// The number of a field.
  func number(_ column: String) throws -> Double {
    try #require(Double(text(column)), "no number in '\(column)' of \(fields)")
  }

  /// The fields of some columns together, to look rows up by.
  func key(_ columns: [String]) throws -> [String] { try columns.map { try text($0) } }

  /// The rows of a file.
  static func rows(of file: String) throws -> [ResultRecord] {
    let document = try CSVDocument(
      parsing: String(contentsOfFile: file, encoding: .utf8), origin: file)
    return document.rows.map { row in
      ResultRecord(fields: Dictionary(uniqueKeysWithValues: zip(document.columns, row)))
    }
  }

  /// The rows of a table of the folder `Reference`.
  static func reference(_ name: String) throws -> [ResultRecord] {
    let file = try #require(
      Bundle.module.url(forResource: name, withExtension: "csv", subdirectory: "Reference"))
    return try rows(of: file.path)
  }
}

/// Whether two numbers differ by no more than that.
func isClose(_ value: Double, _ expected: Double, within tolerance: Double) -> Bool {
  abs(value - expected) <= tolerance
}
