/// Splits a text, given in pieces, into its lines, without comments, which may also end a line, blank lines and those that are skipped.
///
/// Lines end with LF or CR LF.
struct TextLineReader {
  private let path: String
  private let syntax: TextTableSyntax
  private var line: [UInt8] = []
  private var lineNumber = 0

  init(path: String, syntax: TextTableSyntax) {
    self.path = path
    self.syntax = syntax
  }

  mutating func take(
    _ bytes: ArraySlice<UInt8>, line: (Int, [UInt8]) throws(SampleFileError) -> Void
  ) throws(SampleFileError) {
    var rest = bytes
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      try append(rest[..<end])
      try endLine(line)
      rest = rest[(end + 1)...]
    }
    try append(rest)
  }

  /// Ends the text: passes on a last line without a line break.
  mutating func finish(
    line take: (Int, [UInt8]) throws(SampleFileError) -> Void
  ) throws(SampleFileError) {
    if !line.isEmpty { try endLine(take) }
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) throws(SampleFileError) {
    guard line.count + bytes.count <= SampleFile.lineLimit else {
      throw .lineTooLong(path: path, line: lineNumber + 1)
    }
    line.append(contentsOf: bytes)
  }

  /// Where a comment begins: at the first byte, or after a blank outside of quotes.
  private static func start(of comment: String, in line: [UInt8], from first: Int) -> Int? {
    var isQuoted = false
    for index in first..<line.count {
      if line[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, index == first || TextTableSyntax.isBlank(line[index - 1]),
        line[index...].starts(with: comment.utf8)
      {
        return index
      }
    }
    return nil
  }

  private mutating func endLine(
    _ take: (Int, [UInt8]) throws(SampleFileError) -> Void
  ) throws(SampleFileError) {
    defer { line.removeAll(keepingCapacity: true) }
    lineNumber += 1
    if lineNumber == 1 {
      if line.starts(with: [0xff, 0xfe]) || line.starts(with: [0xfe, 0xff]) {
        throw .otherEncoding(path: path)
      }
      if line.starts(with: [0xef, 0xbb, 0xbf]) { line.removeFirst(3) }
    }
    guard lineNumber > syntax.skippedLines else { return }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    guard let start = line.firstIndex(where: { !TextTableSyntax.isBlank($0) }) else { return }
    if let comment = syntax.comment, let end = Self.start(of: comment, in: line, from: start) {
      guard end > start else { return }
      line.removeSubrange(end...)
    }
    try take(lineNumber, line)
  }
}
