/// The output formats of tables.
package enum TableFormat: String, Sendable, CaseIterable {
  /// Aligned columns for reading.
  case text

  /// Comma-separated values (RFC 4180 with line feeds), all digits.
  case csv

  /// An array of objects, all digits; infinities, which JSON lacks, as strings.
  case json
}

extension Table {
  /// The table in a format, ending with a line feed.
  ///
  /// What is done to keep to the width stands below the table.
  ///
  /// - Parameters:
  ///   - format: text, CSV or JSON.
  ///   - width: how wide a text may be.
  /// - Returns: the lines.
  package func rendered(as format: TableFormat, width: Width = .any) -> String {
    switch format {
    case .text: textRendering(width: width)
    case .csv: CSVDocument(self).text
    case .json: jsonRendering()
    }
  }
}
