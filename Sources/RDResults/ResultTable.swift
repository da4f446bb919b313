/// A table of results with the name of the file it came from, so that what is wrong with a field can be said with its place.
public struct ResultTable: Sendable, Equatable {
  /// The file, as messages name it.
  public let origin: String

  /// What stands in the file.
  package let document: CSVDocument

  /// A table that came from `origin`.
  package init(_ document: CSVDocument, origin: String) {
    self.document = document
    self.origin = origin
  }

  /// The rows, in the order of the file.
  public var rows: [ResultRow] {
    document.rows.indices.map { ResultRow(table: self, index: $0) }
  }
}
