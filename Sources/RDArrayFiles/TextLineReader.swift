/// Splits a CSV file, given in pieces, into the fields of each non-empty line.
///
/// Fields are separated by commas and may be quoted; lines end with LF or CR LF.
package struct CSVLineReader {
  private let path: String
  private var line: [UInt8] = []
  private var lineNumber = 0

  package init(path: String) {
    self.path = path
  }

  package mutating func take(
    _ bytes: ArraySlice<UInt8>, row: (Int, [String]) throws(SampleFileError) -> Void
  ) throws(SampleFileError) {
    var rest = bytes
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      try append(rest[..<end])
      try endLine(row)
      rest = rest[(end + 1)...]
    }
    try append(rest)
  }

  /// Ends the file: processes a last line without a line break.
  package mutating func finish(
    row: (Int, [String]) throws(SampleFileError) -> Void
  ) throws(SampleFileError) {
    if !line.isEmpty { try endLine(row) }
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) throws(SampleFileError) {
    guard line.count + bytes.count <= SampleFile.lineLimit else {
      throw .lineTooLong(path: path, line: lineNumber + 1)
    }
    line.append(contentsOf: bytes)
  }

  private mutating func endLine(
    _ row: (Int, [String]) throws(SampleFileError) -> Void
  ) throws(SampleFileError) {
    defer { line.removeAll(keepingCapacity: true) }
    lineNumber += 1
    if lineNumber == 1, line.starts(with: [0xef, 0xbb, 0xbf]) { line.removeFirst(3) }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    guard line.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) else {
      return
    }
    try row(lineNumber, fields())
  }

  /// The fields of the current line, unquoted and trimmed.
  private func fields() throws(SampleFileError) -> [String] {
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
      case (UInt8(ascii: ","), false):
        fields.append(text(of: field))
        field.removeAll(keepingCapacity: true)
      default:
        field.append(byte)
      }
      position += 1
    }
    guard !isQuoted else { throw .unclosedQuote(path: path, line: lineNumber) }
    fields.append(text(of: field))
    return fields
  }

  private func text(of field: [UInt8]) -> String {
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    let start = field.firstIndex { !isBlank($0) } ?? field.endIndex
    let end = field.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
    return String(decoding: field[start..<end], as: UTF8.self)
  }
}
