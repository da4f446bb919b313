import RDCore

/// A CSV file that cannot be read.
public enum CSVError: Error, CustomStringConvertible, DiagnosedError, Equatable {
  /// The file has no line of column names.
  case noHeading(origin: String)

  /// Two columns have the same name.
  case repeatedColumn(origin: String, column: String)

  /// A row has another number of fields than the heading; lines count from 1.
  case rowWidth(origin: String, line: Int, found: Int, expected: Int)

  /// A quotation mark inside an unquoted field; lines count from 1.
  case strayQuote(origin: String, line: Int)

  /// A quoted field does not end; the line where it begins, from 1.
  case unfinishedQuote(origin: String, line: Int)

  /// The table has no column of that name.
  case missingColumn(origin: String, column: String, known: [String])

  /// A field does not hold a number of the type asked for; rows count from 1, without the heading.
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
