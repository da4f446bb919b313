/// A table of results with the name of the file it came from, so that what is wrong with a field can be said with its place.
package struct ResultTable: Sendable, Equatable {
  /// The file, as messages name it.
  package let origin: String

  /// What stands in the file.
  package let document: CSVDocument

  /// A table that came from `origin`.
  package init(_ document: CSVDocument, origin: String) {
    self.document = document
    self.origin = origin
  }

  /// The rows, in the order of the file.
  package var rows: [ResultRow] {
    document.rows.indices.map { ResultRow(table: self, index: $0) }
  }
}
