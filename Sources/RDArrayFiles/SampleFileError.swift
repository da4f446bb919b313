import RDCore

/// A file of samples that cannot be used.
package enum SampleFileError: DiagnosedError, Equatable {
  case cannotOpen(path: String, reason: String)
  case cannotRead(path: String, reason: String)
  case noRows(path: String)
  case constant(path: String, value: Double, rowCount: Int)
  case columnNotChosen(path: String, count: Int, known: [String])
  case columnMissing(path: String, column: String, count: Int, known: [String])
  case columnWithoutHeader(path: String, column: String, count: Int)
  case columnAmbiguous(path: String, column: String, numbers: [Int])
  case unclearHeader(path: String, line: Int, text: String)
  case otherEncoding(path: String)
  case rowWidth(path: String, line: Int, found: Int, expected: Int)
  case notANumber(path: String, line: Int, column: Int, text: String)
  case notFinite(path: String, line: Int, column: Int, text: String)
  case tooLarge(path: String, line: Int, column: Int, text: String)
  case unclosedQuote(path: String, line: Int)
  case lineTooLong(path: String, line: Int)
  case tooManyRows(path: String)
  case sampleNotFinite(path: String, row: Int, column: Int, value: Double)
  case sampleTooLarge(path: String, row: Int, column: Int, value: Double)
  case integerTooLarge(path: String, row: Int, column: Int, value: Double)
  case noPoints(path: String)
  case brokenNumber(path: String, byteCount: Int, numberSize: Int)
  case numPyHeader(path: String, reason: String)
  case numPyType(path: String, type: String)
  case numPyShape(path: String, shape: [Int])
  case numPyOrder(path: String)
  case numPyLength(path: String, expected: Int, found: Int)
  case arrayType(path: String, type: String)
  case arraySize(path: String, shape: [Int])
  case elementOutOfRange(path: String, index: [Int], value: Double)
  case columnOfArray(path: String)
  case storedType(path: String, type: String)
  case storedLength(path: String, shape: [Int], expected: Int, found: Int)
  case severalArrays(path: String)
  case archive(path: String, reason: String)

  package var failureClass: FailureClass {
    switch self {
    case .cannotOpen: .missing
    case .cannotRead: .inputOutput
    case .columnNotChosen, .columnMissing, .columnWithoutHeader, .columnAmbiguous, .columnOfArray,
      .unclearHeader, .severalArrays:
      .wrongUse
    default: .badData
    }
  }

  package var description: String {
    switch self {
    case .cannotOpen(let path, let reason):
      "The file '\(path)' cannot be opened: \(reason). Check its name and its permissions."
    case .cannotRead(let path, let reason):
      "The file '\(path)' cannot be read to its end: \(reason)."
    case .noRows(let path):
      "The file '\(path)' has no row of numbers. Give one number a line, or a CSV file with --column."
    case .constant(let path, let value, let rowCount):
      "The file '\(path)' holds only the number \(value), in \(rowCount) row\(rowCount == 1 ? "" : "s"), so there is nothing to quantise. Give samples that differ."
    case .columnNotChosen(let path, let count, let known):
      "The file '\(path)' has \(count) columns (\(Self.list(known))). Choose one by name or number with --column."
    case .columnMissing(let path, let column, let count, let known):
      "The file '\(path)' has no column '\(column)'. It has \(count): \(Self.list(known)).\(count == 1 && known.first?.contains(where: { ";\t|".contains($0) }) == true ? " Say with --delimiter what separates its columns." : "")"
    case .columnWithoutHeader(let path, let column, let count):
      "The file '\(path)' has no column '\(column)': its first row is of numbers, not names. Give a number from 1 to \(count), or --header yes if that row names the columns."
    case .columnAmbiguous(let path, let column, let numbers):
      "The file '\(path)' has several columns of the name '\(Self.printable(column))': numbers \(Self.list(numbers.map { String($0) })). Choose one by a number that is not a name, or rename them."
    case .unclearHeader(let path, let line, let text):
      "\(path), line \(line): '\(Self.printable(text))' may be names of columns or numbers. Say which with --header yes or --header no."
    case .otherEncoding(let path):
      "The file '\(path)' is text in UTF-16. Save it as UTF-8."
    case .rowWidth(let path, let line, let found, let expected):
      "\(path), line \(line): the row has \(found) fields where the first one has \(expected). Correct it\(found > expected ? "; if commas stand for decimal points, say so with --decimal-comma" : "")."
    case .notANumber(let path, let line, let column, let text):
      text.isEmpty
        ? "\(path), line \(line), column \(column): the field is empty. Fill it in or remove the row."
        : "\(path), line \(line), column \(column): '\(Self.printable(text))' is not a number. \(text.contains(",") ? "If a comma stands for the decimal point, say so with --decimal-comma; else correct" : "Correct") it or remove the row."
    case .notFinite(let path, let line, let column, let text):
      "\(path), line \(line), column \(column): '\(text)' is not a finite number. Correct it or remove the row."
    case .tooLarge(let path, let line, let column, let text):
      "\(path), line \(line), column \(column): '\(text)' is not between -1e150 and 1e150. Change the unit."
    case .unclosedQuote(let path, let line):
      "\(path), line \(line): a quoted field does not end on its line. Close the quote."
    case .lineTooLong(let path, let line):
      "\(path), line \(line) is longer than \(SampleFile.lineLimit) bytes. This is not a file of numbers."
    case .tooManyRows(let path):
      "The file '\(path)' has more than \(SampleFile.sampleLimit) rows. Give a part of them."
    case .sampleNotFinite(let path, let row, let column, let value):
      "\(path), row \(row), column \(column): the number is \(value). Correct it or remove the row."
    case .sampleTooLarge(let path, let row, let column, let value):
      "\(path), row \(row), column \(column): \(value) is not between -1e150 and 1e150. Change the unit."
    case .integerTooLarge(let path, let row, let column, let value):
      "\(path), row \(row), column \(column): the integer, about \(value), has more digits than the 53 bits that are computed with. Subtract a number near to all of them first."
    case .noPoints(let path):
      "The file '\(path)' has no row of numbers. Give one point a line, its numbers separated by commas."
    case .brokenNumber(let path, let byteCount, let numberSize):
      "The numbers of the file '\(path)' take \(byteCount) bytes, which is not a multiple of the \(numberSize) that each one takes. The file is cut short or of another type."
    case .numPyHeader(let path, let reason):
      "The header of '\(path)' cannot be read: \(reason). Write the file with numpy.save."
    case .numPyType(let path, let type):
      "The elements of the array in '\(path)' are of type \(Self.printable(type)). Save floating-point numbers of 4 or 8 bytes or integers: array.astype('float64')."
    case .numPyShape(let path, let shape):
      "The array in '\(path)' has shape (\(Self.list(shape.map { String($0) }))). Save one of two dimensions, row by row, or of one for a single column."
    case .numPyOrder(let path):
      "The array in '\(path)' is stored column by column. Save it row by row: numpy.ascontiguousarray(array)."
    case .arrayType(let path, let type):
      "The elements of the array in '\(path)' are of type \(Self.printable(type)). Methods other than auto take floating-point numbers of 4 or 8 bytes. Leave out --method and --source, or save array.astype('float32')."
    case .arraySize(let path, let shape):
      "The array in '\(path)' has shape (\(Self.list(shape.map { String($0) }))), but at most \(ArrayForm.countLimit) elements and \(ArrayForm.dimensionLimit) dimensions are taken. Save it in parts."
    case .elementOutOfRange(let path, let index, let value):
      value.isFinite
        ? "\(path): element \(Self.text(index)) is \(value), which is not between -1e150 and 1e150. Change the unit."
        : "\(path): element \(Self.text(index)) is \(value), which only the method auto codes. Leave out --method and --source, or replace it."
    case .storedType(let path, let type):
      "The numbers of '\(path)' are of type \(Self.printable(type)). Types that are read: float16, bfloat16, float32, float64, integers of 1 to 8 bytes, and bool."
    case .storedLength(let path, let shape, let expected, let found):
      "The numbers of '\(path)' take \(found) bytes, but of the shape (\(Self.list(shape.map { String($0) }))) they take \(expected). It is cut short or damaged, or of another type or shape."
    case .severalArrays(let path):
      "'\(path)' may hold several arrays, which only the method auto codes. Leave out --method and --source, or save one array as .npy."
    case .archive(let path, let reason):
      "'\(path)' is no file of arrays that can be used: \(reason)."
    case .columnOfArray(let path):
      "--column names a column of a CSV file, but '\(path)' is an array, of which all numbers are taken. Leave it out."
    case .numPyLength(let path, let expected, let found):
      "The file '\(path)' should hold \(expected) numbers, but holds \(found < expected ? "\(found)" : "more"). It is cut short or damaged."
    }
  }

  /// An index in NumPy's notation: 7, or (7, 3).
  private static func text(_ index: [Int]) -> String {
    index.count == 1 ? "\(index[0])" : "(\(index.map(String.init).joined(separator: ", ")))"
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(12).map(printable).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
  }

  /// The beginning of a text from a file, without control characters.
  private static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.prefix(40).replacing("\t", with: "\\t").unicodeScalars.map { scalar in
          scalar.properties.generalCategory == .control ? "\u{fffd}" : scalar
        }))
  }
}
