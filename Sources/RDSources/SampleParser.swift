/// Takes the bytes of a CSV file in pieces and gives the numbers of one column.
struct SampleParser {
  private let path: String
  private let wanted: String?
  private var line: [UInt8] = []
  private var lineNumber = 0
  /// Fields of every row, as the first one has them.
  private var fieldCount: Int?
  private var columnIndex: Int?
  private var samples: [Double] = []

  /// A parser for the column of that name or number, or for the only column.
  init(path: String, column: String?) {
    self.path = path
    wanted = column
  }

  /// Takes the next piece of the file.
  mutating func take(_ bytes: ArraySlice<UInt8>) throws(SampleFileError) {
    var rest = bytes
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      try append(rest[..<end])
      try endLine()
      rest = rest[(end + 1)...]
    }
    try append(rest)
  }

  /// The samples, of which at least two differ, when all pieces were taken.
  mutating func finish() throws(SampleFileError) -> [Double] {
    if !line.isEmpty { try endLine() }
    guard let first = samples.first else { throw .noRows(path: path) }
    guard samples.contains(where: { $0 != first }) else {
      throw .constant(path: path, value: first, rowCount: samples.count)
    }
    return samples
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) throws(SampleFileError) {
    guard line.count + bytes.count <= SampleFile.lineLimit else {
      throw .lineTooLong(path: path, line: lineNumber + 1)
    }
    line.append(contentsOf: bytes)
  }

  private mutating func endLine() throws(SampleFileError) {
    defer { line.removeAll(keepingCapacity: true) }
    lineNumber += 1
    if lineNumber == 1, line.starts(with: [0xef, 0xbb, 0xbf]) { line.removeFirst(3) }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    guard line.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) else {
      return
    }
    let fields = try self.fields()
    if fieldCount == nil {
      fieldCount = fields.count
      if try chooseColumn(from: fields) { return }
    }
    let index = columnIndex ?? 0
    guard let fieldCount, fields.count == fieldCount else {
      throw .rowWidth(
        path: path, line: lineNumber, found: fields.count, expected: fieldCount ?? 0)
    }
    guard let number = Double(fields[index]) else {
      throw .notANumber(
        path: path, line: lineNumber, column: index + 1, text: String(fields[index].prefix(40)))
    }
    guard number.isFinite else {
      throw .notFinite(
        path: path, line: lineNumber, column: index + 1, text: String(fields[index].prefix(40)))
    }
    guard abs(number) <= SourceScale.range.upperBound else {
      throw .tooLarge(
        path: path, line: lineNumber, column: index + 1, text: String(fields[index].prefix(40)))
    }
    guard samples.count < SampleFile.sampleLimit else { throw .tooManyRows(path: path) }
    samples.append(number)
  }

  /// Decides from the first line which column is read, and whether that line is a header.
  private mutating func chooseColumn(from fields: [String]) throws(SampleFileError) -> Bool {
    if let wanted {
      if let index = fields.firstIndex(of: wanted), Double(wanted) == nil {
        columnIndex = index
        return true
      }
      guard let number = Int(wanted), number >= 1, number <= fields.count else {
        throw .columnMissing(path: path, column: wanted, known: fields)
      }
      columnIndex = number - 1
    } else {
      guard fields.count == 1 else { throw .columnNotChosen(path: path, known: fields) }
      columnIndex = 0
    }
    return Double(fields[columnIndex ?? 0]) == nil
  }

  /// The fields of the present line, unquoted and without blanks around them.
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
