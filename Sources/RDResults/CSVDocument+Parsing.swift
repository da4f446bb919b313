extension CSVDocument {
  /// Reads the text of a file, whose first line names the columns.
  ///
  /// - Parameters:
  ///   - text: RFC 4180; lines may end with a line feed or with a carriage return and a line feed.
  ///   - origin: the file's name, for messages.
  /// - Throws: ``CSVError`` for an unterminated quotation, a row of another width than the header, two columns of
  ///   one name, or no header.
  package init(parsing text: String, origin: String) throws(CSVError) {
    var records: [(line: Int, fields: [String])] = []
    var fields: [String] = []
    var field: [UInt8] = []
    var line = 1
    var startLine = 1
    var isQuoted = false
    var wasQuoted = false
    var isBlank = true

    func finishField() {
      fields.append(String(decoding: field, as: UTF8.self))
      field.removeAll(keepingCapacity: true)
      wasQuoted = false
    }
    func finishRecord() {
      if !isBlank {
        finishField()
        records.append((startLine, fields))
      }
      fields.removeAll()
      field.removeAll(keepingCapacity: true)
      isBlank = true
    }

    let bytes = Array(text.utf8)
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      i += 1
      if isQuoted {
        if byte == quote {
          if i < bytes.count, bytes[i] == quote {
            field.append(quote)
            i += 1
          } else {
            isQuoted = false
          }
        } else {
          if byte == lineFeed { line += 1 }
          field.append(byte)
        }
        continue
      }
      switch byte {
      case quote where field.isEmpty && !wasQuoted:
        isQuoted = true
        wasQuoted = true
        isBlank = false
      case comma:
        isBlank = false
        finishField()
      case carriageReturn where i < bytes.count && bytes[i] == lineFeed:
        break
      case lineFeed:
        finishRecord()
        line += 1
        startLine = line
      default:
        guard !wasQuoted, byte != quote else {
          throw .strayQuote(origin: origin, line: line)
        }
        isBlank = false
        field.append(byte)
      }
    }
    guard !isQuoted else { throw .unfinishedQuote(origin: origin, line: startLine) }
    finishRecord()

    guard let heading = records.first else { throw .noHeading(origin: origin) }
    for (index, name) in heading.fields.enumerated()
    where heading.fields[..<index].contains(name) {
      throw .repeatedColumn(origin: origin, column: name)
    }
    for record in records.dropFirst() where record.fields.count != heading.fields.count {
      throw .rowWidth(
        origin: origin, line: record.line, found: record.fields.count,
        expected: heading.fields.count)
    }
    self.init(columns: heading.fields, rows: records.dropFirst().map(\.fields))
  }
}

private let quote = UInt8(ascii: "\"")
private let comma = UInt8(ascii: ",")
private let carriageReturn = UInt8(ascii: "\r")
private let lineFeed = UInt8(ascii: "\n")
