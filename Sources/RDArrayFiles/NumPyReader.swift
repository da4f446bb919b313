/// Takes the bytes of a file of NumPy's format NPY in pieces and gives the numbers of one column, or of all.
///
/// > Source: [numpynpy], versions 1.0, 2.0 and 3.0.
struct NumPyReader {
  private let path: String
  private let columns: Columns
  /// The bytes of the header that have come.
  private var header: [UInt8] = []
  private var body: BinaryColumnReader?
  private var expectedCount = 0

  /// Numbers in a row, when the header has come.
  private(set) var columnCount = 0

  /// Which numbers of a row are wanted.
  enum Columns: Equatable {
    /// Those of the column of that number, or of the only one.
    case one(String?)

    /// All of them: the array has two dimensions.
    case all
  }

  /// A reader for a column, or for all.
  init(path: String, columns: Columns) {
    self.path = path
    self.columns = columns
  }

  /// Takes the next piece of the file.
  package mutating func take(_ bytes: ArraySlice<UInt8>) throws(SampleFileError) {
    guard body == nil else {
      try body?.take(bytes)
      return try checkCount()
    }
    header.append(contentsOf: bytes)
    guard let text = try NumPyHeader.textRange(in: header, path: path),
      header.count >= text.upperBound
    else { return }
    try beginBody(textOfHeader: header[text])
    try body?.take(header[text.upperBound...])
    header = []
    try checkCount()
  }

  /// The numbers, when all pieces were taken.
  package func finish() throws(SampleFileError) -> [Double] {
    guard let body else {
      throw header.isEmpty ? .noRows(path: path) : .numPyHeader(path: path, reason: "it ends early")
    }
    let samples = try body.finish()
    guard body.numberCount == expectedCount else {
      throw .numPyLength(path: path, expected: expectedCount, found: body.numberCount)
    }
    return samples
  }

  private mutating func beginBody(
    textOfHeader text: ArraySlice<UInt8>
  ) throws(SampleFileError) {
    let parsed = try NumPyHeader(text: text, path: path)
    guard let description = parsed.elementType,
      let format = BinaryNumberFormat(numPyDescription: description)
    else {
      throw .numPyType(path: path, type: parsed.elementType ?? "a structure")
    }
    guard parsed.shape.count == 2 || parsed.shape.count == 1 && columns != .all else {
      throw .numPyShape(path: path, shape: parsed.shape)
    }
    guard parsed.shape.count == 1 || !parsed.isFortranOrder || parsed.shape.contains(1) else {
      throw .numPyOrder(path: path)
    }
    // A single row is a sequence of samples, unless one of its columns is asked for.
    let isRow = parsed.shape[0] == 1 && columns == .one(nil)
    columnCount = parsed.shape.count == 2 && !isRow ? parsed.shape[1] : 1
    let (count, isOverflow) = parsed.shape.reduce((1, false)) { product, extent in
      let (count, isOverflow) = product.0.multipliedReportingOverflow(by: extent)
      return (count, product.1 || isOverflow)
    }
    guard !isOverflow else { throw .numPyShape(path: path, shape: parsed.shape) }
    guard count > 0 else { throw .noRows(path: path) }
    expectedCount = count
    var columnIndex: Int?
    if case .one(let column) = columns {
      columnIndex = try BinaryColumnReader.columnIndex(column, of: columnCount, path: path)
    }
    body = BinaryColumnReader(
      path: path, format: format, columnCount: columnCount, columnIndex: columnIndex)
  }

  private func checkCount() throws(SampleFileError) {
    guard let body, body.numberCount > expectedCount else { return }
    throw .numPyLength(path: path, expected: expectedCount, found: body.numberCount)
  }
}
