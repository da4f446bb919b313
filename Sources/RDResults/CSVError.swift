import RDCore

/// A CSV file that cannot be read.
public enum CSVError: Error, CustomStringConvertible, DiagnosedError, Equatable {
  case noHeading(origin: String)
  case repeatedColumn(origin: String, column: String)
  case rowWidth(origin: String, line: Int, found: Int, expected: Int)
  case strayQuote(origin: String, line: Int)
  case unfinishedQuote(origin: String, line: Int)
  case missingColumn(origin: String, column: String, known: [String])
  case notANumber(origin: String, row: Int, column: String, text: String)

  package var failureClass: FailureClass { .badData }

  /// What was wrong, where, and what to do.
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
