import RDCore

/// A CSV file that cannot be read.
public enum CSVError: DiagnosedError, Equatable {
  /// There is not even a heading.
  case noHeading(origin: String)

  /// Two columns share a name.
  case repeatedColumn(origin: String, column: String)

  /// A row has more or fewer fields than the heading.
  case rowWidth(origin: String, line: Int, found: Int, expected: Int)

  /// A quotation mark stands inside of an unquoted field or behind a quoted one.
  case strayQuote(origin: String, line: Int)

  /// A quoted field does not end.
  case unfinishedQuote(origin: String, line: Int)

  /// A column that is needed is not there.
  case missingColumn(origin: String, column: String, known: [String])

  /// A field that should hold a number does not.
  case notANumber(origin: String, row: Int, column: String, text: String)

  /// The data are bad.
  public var failureClass: FailureClass { .badData }

  /// The message.
  public var description: String {
    switch self {
    case .noHeading(let origin):
      "\(origin) is empty. Its first line should name the columns."
    case .repeatedColumn(let origin, let column):
      "\(origin) has two columns named '\(column)'. Rename one."
    case .rowWidth(let origin, let line, let found, let expected):
      "\(origin), line \(line), has \(found) fields where the heading has \(expected)."
    case .strayQuote(let origin, let line):
      "\(origin), line \(line), has a quotation mark inside of a field. Quote the whole field and double the mark."
    case .unfinishedQuote(let origin, let line):
      "\(origin): the quotation that begins in the row of line \(line) does not end. Is the file truncated?"
    case .missingColumn(let origin, let column, let known):
      "\(origin) has no column '\(column)'. It has: \(known.joined(separator: ", "))."
    case .notANumber(let origin, let row, let column, let text):
      "\(origin), row \(row), column '\(column)': '\(text)' is not a number."
    }
  }
}
