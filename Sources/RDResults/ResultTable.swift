/// A table of results with the name of the file it came from, so that messages can say where a wrong field stands.
public struct ResultTable: Sendable, Equatable {
  /// The path of the file, for messages.
  package let origin: String
  package let document: CSVDocument

  package init(_ document: CSVDocument, origin: String) {
    self.document = document
    self.origin = origin
  }

  /// The rows, in the order of the file.
  public var rows: [ResultRow] {
    document.rows.indices.map { ResultRow(table: self, index: $0) }
  }
}
