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
  package func rendered(as format: TableFormat) -> String {
    switch format {
    case .text: textRendering()
    case .csv: CSVDocument(self).text
    case .json: jsonRendering()
    }
  }
}
