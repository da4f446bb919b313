import RDArrayFiles
import RDCore

/// A table of anybody, whose first row names the columns: what separates its fields, and whether commas stand for decimal points, is
/// found where it is not said.
struct CurveTable {
  let path: String

  /// The names of the columns; of several that are the same, the first is meant.
  let columns: [String]

  private(set) var rows: [Row] = []

  struct Row {
    /// The line of the file, from 1.
    let line: Int
    fileprivate let fields: [String]
  }

  private let numbers: [TextTableSyntax]

  /// The table of a text.
  ///
  /// - Throws: `SampleFileError`; `Diagnosis` for a table without names or with a row of another width.
  init(_ text: [UInt8], path: String, syntax: TextTableSyntax) throws {
    self.path = path
    var syntax = syntax
    syntax.hasHeader = true
    if syntax.delimiter == nil { syntax.delimiter = try Self.delimiter(text, path, syntax) }
    var decimalComma = syntax
    decimalComma.hasDecimalComma = true
    // Where commas separate fields, those in a quoted number may separate its thousands.
    let isOfCommas = syntax.delimiter == .character(UInt8(ascii: ","))
    numbers = isOfCommas || syntax.hasDecimalComma ? [syntax] : [syntax, decimalComma]
    var header: [String]?
    var rows: [Row] = []
    try Self.read(text, path, syntax) { row in
      switch row {
      case .header(let names): header = names
      case .fields(let fields, let line): rows.append(Row(line: line, fields: fields))
      }
    }
    guard let header else {
      throw Diagnosis.badData("'\(path)' is empty. Give a table with a line of names.")
    }
    if let row = rows.first(where: { $0.fields.count != header.count }) {
      throw Diagnosis.badData(
        "'\(path)', line \(row.line): the row has \(row.fields.count) fields, the line of names has \(header.count). Correct it, or quote fields with the separator in them."
      )
    }
    columns = header
    self.rows = rows
  }

  /// The text of a field; `nil` if it is empty.
  func text(_ column: String, _ row: Row) -> String? {
    guard let index = columns.firstIndex(of: column), !row.fields[index].isEmpty else { return nil }
    return row.fields[index]
  }

  /// The number of a field; `nil` if it is missing, NaN or infinite.
  ///
  /// - Throws: `Diagnosis` for another text.
  func number(_ column: String, _ row: Row) throws(Diagnosis) -> Double? {
    guard let text = text(column, row), !Self.missing.contains(text.lowercased()) else {
      return nil
    }
    guard let number = numbers.lazy.compactMap({ $0.number(text) }).first else {
      throw Diagnosis.badData(
        "'\(path)', line \(row.line), column '\(column)': '\(text)' is not a number. Correct it or remove the row."
      )
    }
    return number.isFinite ? number : nil
  }

  /// What people write where they have no number.
  private static let missing: Set<String> = ["-", "--", "na", "n/a", "none", "null"]

  /// What separates the names: the mark that most of them have between them, a comma rather than others; else blanks.
  private static func delimiter(
    _ text: [UInt8], _ path: String, _ syntax: TextTableSyntax
  ) throws -> TextTableSyntax.Delimiter {
    func width(_ delimiter: TextTableSyntax.Delimiter) throws -> Int {
      var syntax = syntax
      syntax.delimiter = delimiter
      var width = 0
      try read(text, path, syntax) { row in
        if case .header(let names) = row { width = names.count }
      }
      return width
    }
    let marks = (syntax.hasDecimalComma ? ";\t" : ",;\t").utf8
      .map { TextTableSyntax.Delimiter.character($0) }
    let widths = try marks.map(width)
    guard let widest = widths.max(), widest > 1 else { return .blanks }
    return marks[widths.firstIndex(of: widest) ?? 0]
  }

  private static func read(
    _ text: [UInt8], _ path: String, _ syntax: TextTableSyntax, row: (TextTableReader.Row) -> Void
  ) throws(SampleFileError) {
    var reader = TextTableReader(path: path, syntax: syntax)
    try reader.take(text[...]) { (next) throws(SampleFileError) in row(next) }
    try reader.finish { (next) throws(SampleFileError) in row(next) }
  }
}
