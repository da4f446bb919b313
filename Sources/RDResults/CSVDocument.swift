/// A table as stored in a file: named columns of text.
///
/// The format is RFC 4180 with line feeds: a field is quoted where it holds a comma, a quotation mark or a line break.
package struct CSVDocument: Sendable, Equatable, Codable {
  /// The names of the columns, in order; no two are the same.
  package let columns: [String]
  package private(set) var rows: [[String]]

  /// A document from its parts.
  ///
  /// - Precondition: each row has one field for each column.
  package init(columns: [String], rows: [[String]] = []) {
    precondition(rows.allSatisfy { $0.count == columns.count })
    self.columns = columns
    self.rows = rows
  }

  /// A stored document.
  ///
  /// - Throws: `DecodingError` if a row has another number of fields than there are columns.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let columns = try container.decode([String].self, forKey: .columns)
    let rows = try container.decode([[String]].self, forKey: .rows)
    guard rows.allSatisfy({ $0.count == columns.count }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .rows, in: container, debugDescription: "a row has another width")
    }
    self.init(columns: columns, rows: rows)
  }

  /// A table with all digits.
  package init(_ table: Table) {
    self.init(
      columns: table.columns.map(\.name), rows: table.rows.map { $0.map(\.machineText) })
  }

  /// Adds the rows of another document.
  ///
  /// - Precondition: both have the same columns.
  package mutating func append(_ other: CSVDocument) {
    precondition(columns == other.columns)
    rows += other.rows
  }

  package var text: String {
    ([columns] + rows).map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
  }

  /// The position of a column, or `nil` if there is none of that name.
  package func index(of column: String) -> Int? {
    columns.firstIndex(of: column)
  }

  /// Some columns as a table with typed cells, inferred from the fields: texts, empty cells, real numbers, and integers but
  /// in a column whose precision is in decimals.
  ///
  /// - Parameter columns: the columns of the table, in order; one that the document lacks stays empty.
  /// - Returns: a table with all rows.
  package func table(_ columns: [Table.Column]) -> Table {
    let indices = columns.map { index(of: $0.name) }
    return Table(
      columns: columns,
      rows: rows.map { row in
        zip(indices, columns).map { index, column -> Cell in
          guard let index, !row[index].isEmpty else { return .empty }
          let field = row[index]
          if case .significant = column.precision, let number = Int(field) {
            return .integer(number)
          }
          if let number = Double(field), !number.isNaN { return .real(number) }
          return .text(field)
        }
      })
  }
}

/// The field as stored; quotation is decided by bytes, since a comma with a combining mark
/// is another character but the same separator.
private func quoted(_ field: String) -> String {
  let special = [UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")]
  guard field.utf8.contains(where: special.contains) else { return field }
  var bytes = [special[1]]
  for byte in field.utf8 {
    if byte == special[1] { bytes.append(byte) }
    bytes.append(byte)
  }
  bytes.append(special[1])
  return String(decoding: bytes, as: UTF8.self)
}
