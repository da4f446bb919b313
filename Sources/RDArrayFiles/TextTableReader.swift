/// Reads a table of text, given in pieces, row by row: finds its delimiter and whether its first row names the columns.
package struct TextTableReader {
  /// A row of a table.
  package enum Row {
    /// The names of the columns.
    case header([String])

    /// The fields of a line, whose number counts from 1, unquoted and trimmed.
    case fields([String], line: Int)
  }

  private let path: String
  private let syntax: TextTableSyntax

  /// The name or number of a column that the first row may have.
  private let wantedColumn: String?

  private var lines: TextLineReader

  /// The first lines, until there are enough, or the end, to say what the first one is.
  private var first: [(line: Int, bytes: [UInt8])] = []
  private var delimiter: TextTableSyntax.Delimiter?

  package init(path: String, syntax: TextTableSyntax, wantedColumn: String? = nil) {
    self.path = path
    self.syntax = syntax
    self.wantedColumn = wantedColumn
    lines = TextLineReader(path: path, syntax: syntax)
  }

  package mutating func take(
    _ bytes: ArraySlice<UInt8>, row: (Row) throws(SampleFileError) -> Void
  ) throws(SampleFileError) {
    // The reader of lines is taken out while it calls back.
    var lines = self.lines
    defer { self.lines = lines }
    try lines.take(bytes) { (line, bytes) throws(SampleFileError) in
      try take(line: line, bytes, row: row)
    }
  }

  /// Ends the table: passes on a last line without a line break.
  package mutating func finish(
    row: (Row) throws(SampleFileError) -> Void
  ) throws(SampleFileError) {
    var lines = self.lines
    defer { self.lines = lines }
    try lines.finish { (line, bytes) throws(SampleFileError) in
      try take(line: line, bytes, row: row)
    }
    if !first.isEmpty { try begin(row: row) }
  }

  private mutating func take(
    line: Int, _ bytes: [UInt8], row: (Row) throws(SampleFileError) -> Void
  ) throws(SampleFileError) {
    if let delimiter {
      return try row(.fields(fields(of: bytes, line: line, delimiter), line: line))
    }
    first.append((line, bytes))
    if first.count > NumericNames.rowLimit { try begin(row: row) }
  }

  /// Passes on the first lines.
  private mutating func begin(
    row: (Row) throws(SampleFileError) -> Void
  ) throws(SampleFileError) {
    let lines = first
    first = []
    let delimiter = syntax.delimiter(foundIn: lines[min(1, lines.count - 1)].bytes)
    self.delimiter = delimiter
    let fields = try fields(of: lines[0].bytes, line: lines[0].line, delimiter)
    // What is wrong with later lines is said in their turn.
    let next = lines.dropFirst().compactMap {
      try? self.fields(of: $0.bytes, line: $0.line, delimiter)
    }
    let quote = UInt8(ascii: "\"")
    let hasQuotes =
      lines[0].bytes.contains(quote) && !lines.dropFirst().contains { $0.bytes.contains(quote) }
    try row(
      isHeader(fields, line: lines[0].line, before: next, isQuoted: hasQuotes)
        ? .header(fields) : .fields(fields, line: lines[0].line))
    for line in lines.dropFirst() {
      try row(
        .fields(self.fields(of: line.bytes, line: line.line, delimiter), line: line.line))
    }
  }

  /// Whether the first row names the columns.
  ///
  /// - Throws: ``SampleFileError/unclearHeader(path:line:text:)`` for numbers that may be names, as of years.
  private func isHeader(
    _ fields: [String], line: Int, before rows: [[String]], isQuoted: Bool
  ) throws(SampleFileError) -> Bool {
    if let hasHeader = syntax.hasHeader { return hasHeader }
    if let wantedColumn, Int(wantedColumn) == nil, fields.contains(wantedColumn) { return true }
    let numbers = fields.map(syntax.number)
    guard numbers.contains(nil) else {
      if isQuoted, !rows.isEmpty { return true }
      try check(
        fields, line,
        isUnclear: NumericNames(fields, before: rows, number: syntax.number).areLikely)
      return false
    }
    if numbers.allSatisfy({ $0 == nil }) {
      // A damaged number is no name that a row of numbers could be lost for.
      try check(fields, line, isUnclear: fields.allSatisfy(Self.beginsLikeNumber))
      return true
    }
    // Text and numbers: names, if a column that has a name there has a number next; an index has none in some tables.
    return zip(fields, (rows.first ?? []).map(syntax.number)).enumerated().contains {
      column, pair in
      let isName = pair.0.first?.isLetter ?? (column == 0)
      return numbers[column] == nil && isName && pair.1 != nil
    }
  }

  private func check(
    _ fields: [String], _ line: Int, isUnclear: Bool
  ) throws(SampleFileError) {
    guard isUnclear else { return }
    throw .unclearHeader(path: path, line: line, text: fields.joined(separator: ", "))
  }

  private static func beginsLikeNumber(_ field: String) -> Bool {
    field.drop { "+-.".contains($0) }.first?.isNumber ?? false
  }

  private func fields(
    of line: [UInt8], line lineNumber: Int, _ delimiter: TextTableSyntax.Delimiter
  ) throws(SampleFileError) -> [String] {
    guard case .character(let mark) = delimiter else {
      return line.split(whereSeparator: TextTableSyntax.isBlank)
        .map { String(decoding: $0, as: UTF8.self) }
    }
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var position = 0
    let quote = UInt8(ascii: "\"")
    while position < line.count {
      let byte = line[position]
      switch (byte, isQuoted) {
      case (quote, true) where position + 1 < line.count && line[position + 1] == quote:
        field.append(quote)
        position += 1
      case (quote, _):
        isQuoted.toggle()
      case (mark, false):
        fields.append(text(of: field))
        field.removeAll(keepingCapacity: true)
      default:
        field.append(byte)
      }
      position += 1
    }
    guard !isQuoted else { throw .unclosedQuote(path: path, line: lineNumber) }
    fields.append(text(of: field))
    return syntax.delimiter == nil && mark != UInt8(ascii: ",")
      ? fields.map(syntax.withDecimalPoint) : fields
  }

  private func text(of field: [UInt8]) -> String {
    let start = field.firstIndex { !TextTableSyntax.isBlank($0) } ?? field.endIndex
    let end = field.lastIndex { !TextTableSyntax.isBlank($0) }.map { $0 + 1 } ?? start
    return String(decoding: field[start..<end], as: UTF8.self)
  }
}
