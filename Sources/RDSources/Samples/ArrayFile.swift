/// An array of numbers in a file: one of NumPy of any shape, raw numbers, or a column of a CSV file.
///
/// The ending of the name says which, as for ``SampleFile``; a file that begins as those of NumPy is one of these whatever its name.
/// Numbers are floating-point ones. The file is read in pieces, as often as they are asked for.
public struct ArrayFile: Sendable {
  /// How the numbers stand in the file.
  enum Layout: Equatable, Sendable {
    /// One after the other, from a place on.
    case binary(BinaryNumberFormat, start: Int)

    /// In a column of a CSV file.
    case commaSeparated(column: String?)
  }

  /// The file.
  public let path: String

  /// The kind of number that an array with these numbers has; text is read as numbers of eight bytes.
  public let element: ArrayElement

  /// The extents of the array; `nil` for a sequence whose length the file does not say.
  public let shape: [Int]?

  /// Whether the first index runs fastest.
  public let isFortranOrder: Bool

  let layout: Layout

  /// The most numbers of an array.
  public static let countLimit = 1 << 36

  /// The endings of the names of arrays; those of raw numbers are the first that an array can be written to besides NumPy's.
  public static let endings = ["npy", "f32", "raw", "bin", "csv"]

  /// Whether a file is taken for an array: by its name, or by how it begins.
  public static func isArray(_ path: String) -> Bool {
    if endings.contains(ending(of: path)) { return true }
    guard let file = try? NumberFile(path: path),
      let start = try? file.read(upTo: NumPyHeader.magic.count)
    else { return false }
    return start == NumPyHeader.magic
  }

  /// The array of a file, of which only the beginning is read now.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - column: the name of a column of a CSV file, or its number from 1; `nil` for a file of one column.
  /// - Throws: ``SampleFileError``.
  public init(path: String, column: String? = nil) throws(SampleFileError) {
    self.path = path
    let ending = Self.ending(of: path)
    let isRaw = ["f32", "raw", "bin"].contains(ending)
    let isNumPy = ending == "npy" || !isRaw && ending != "csv" && Self.isArray(path)
    guard isRaw || isNumPy else {
      layout = .commaSeparated(column: column)
      element = .float64
      shape = nil
      isFortranOrder = false
      return
    }
    guard column == nil else { throw .columnOfArray(path: path) }
    guard isNumPy else {
      layout = .binary(.littleEndianFloat, start: 0)
      element = .float32
      shape = nil
      isFortranOrder = false
      return
    }
    let file = try NumberFile(path: path)
    var bytes: [UInt8] = []
    var text = try NumPyHeader.textRange(in: bytes, path: path)
    while text.map({ bytes.count < $0.upperBound }) ?? true {
      let next = try file.read(upTo: text.map { $0.upperBound - bytes.count } ?? 2)
      guard !next.isEmpty else { throw .numPyHeader(path: path, reason: "it ends early") }
      bytes += next
      text = try NumPyHeader.textRange(in: bytes, path: path)
    }
    let range = text ?? 0..<0
    let header = try NumPyHeader(text: bytes[range], path: path)
    guard let description = header.elementType,
      let format = BinaryNumberFormat(numPyDescription: description), format.kind == .floatingPoint
    else {
      throw .arrayType(path: path, type: header.elementType ?? "a structure")
    }
    guard let count = Self.count(ofShape: header.shape), count <= Self.countLimit,
      header.shape.count <= Self.dimensionLimit
    else { throw .arraySize(path: path, shape: header.shape) }
    layout = .binary(format, start: range.upperBound)
    element = format.byteCount == 4 ? .float32 : .float64
    shape = header.shape
    isFortranOrder = header.isFortranOrder
  }

  /// The most dimensions of an array, as in NumPy.
  public static let dimensionLimit = 64

  /// How many numbers an array of that shape has; `nil` if there is no such number.
  public static func count(ofShape shape: [Int]) -> Int? {
    guard !shape.contains(0) else { return 0 }
    var product = 1
    for extent in shape {
      let (next, isOverflow) = product.multipliedReportingOverflow(by: extent)
      guard !isOverflow, next >= 0 else { return nil }
      product = next
    }
    return product
  }

  /// What follows the last point of a file's name, in small letters.
  static func ending(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count > 1 ? (parts.last ?? "").lowercased() : ""
  }

  /// A reader at the first number.
  ///
  /// - Throws: ``SampleFileError``.
  public func makeReader() throws(SampleFileError) -> ArrayReader { try ArrayReader(self) }
}

extension ArrayFile {
  /// What stands before the numbers of an array in a file of NumPy's.
  public static func numPyStart(
    element: ArrayElement, shape: [Int], isFortranOrder: Bool
  ) -> [UInt8] {
    NumPyHeader.bytes(
      elementType: element.rawValue, shape: shape, isFortranOrder: isFortranOrder)
  }
}
