/// A table of results with the name of its file, for messages.
public struct ResultTable: Sendable, Equatable {
  /// The path of the file, for messages.
  package let origin: String
  package let document: CSVDocument

  package init(_ document: CSVDocument, origin: String) {
    self.document = document
    self.origin = origin
  }

  /// The names of the columns, in the order of the file.
  public var columns: [String] { document.columns }

  /// The rows, in the order of the file.
  public var rows: [ResultRow] {
    document.rows.indices.map { ResultRow(table: self, index: $0) }
  }
}
