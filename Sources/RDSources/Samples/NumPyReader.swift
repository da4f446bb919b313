/// Takes the bytes of a file of NumPy's format NPY in pieces and gives the numbers of one column, or of all.
///
/// > Source: [numpynpy], versions 1.0, 2.0 and 3.0.
struct NumPyReader {
  /// The longest header that is read, in bytes; those of arrays of plain numbers have about a hundred.
  static let headerLimit = 1 << 16

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
  mutating func take(_ bytes: ArraySlice<UInt8>) throws(SampleFileError) {
    guard body == nil else {
      try body?.take(bytes)
      return try checkCount()
    }
    header.append(contentsOf: bytes)
    guard let end = try endOfHeader(), header.count >= end else { return }
    try beginBody(textOfHeader: header[textBegin..<end])
    try body?.take(header[end...])
    header = []
    try checkCount()
  }

  /// The numbers, when all pieces were taken.
  func finish() throws(SampleFileError) -> [Double] {
    guard let body else {
      throw header.isEmpty ? .noRows(path: path) : .numPyHeader(path: path, reason: "it ends early")
    }
    let samples = try body.finish()
    guard body.numberCount == expectedCount else {
      throw .numPyLength(path: path, expected: expectedCount, found: body.numberCount)
    }
    return samples
  }

  private static let magic = [0x93] + Array("NUMPY".utf8)

  /// Where the text of the header begins: after the magic, two bytes of version and two or four of length.
  private var textBegin: Int { header[6] == 1 ? 10 : 12 }

  /// Where the header ends, as soon as its length has come.
  private func endOfHeader() throws(SampleFileError) -> Int? {
    let known = min(header.count, 6)
    guard header.prefix(known).elementsEqual(Self.magic.prefix(known)) else {
      throw .numPyHeader(path: path, reason: "the file does not begin like one of NumPy's")
    }
    guard header.count > 6 else { return nil }
    guard (1...3).contains(header[6]) else {
      throw .numPyHeader(path: path, reason: "its version \(header[6]) is not known here")
    }
    guard header.count >= textBegin else { return nil }
    var length = 0
    for byte in header[8..<textBegin].reversed() { length = length << 8 | Int(byte) }
    guard length <= Self.headerLimit else {
      throw .numPyHeader(path: path, reason: "it says that it has \(length) bytes")
    }
    return textBegin + length
  }

  private mutating func beginBody(
    textOfHeader text: ArraySlice<UInt8>
  ) throws(SampleFileError) {
    guard let parsed = NumPyHeader(parsing: String(decoding: text, as: UTF8.self)) else {
      throw .numPyHeader(
        path: path, reason: "it is not a dictionary of descr, fortran_order, shape")
    }
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
