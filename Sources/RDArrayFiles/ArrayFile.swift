/// An array of numbers in a file: one of NumPy of any shape, raw numbers, or a column of a CSV file.
///
/// The ending of the name says which, as for ``SampleFile``; a file that begins as those of NumPy is one of these whatever its name.
/// Numbers are floating-point ones. The file is read in pieces, as often as they are asked for.
package struct ArrayFile: Sendable {
  /// How the numbers stand in the file.
  enum Layout: Equatable, Sendable {
    /// One after the other, from a position on.
    case binary(BinaryNumberFormat, start: Int)
    case commaSeparated(column: String?)
  }

  package let path: String

  /// What the array is besides its numbers; `nil` for a sequence whose length the file does not say.
  package let statedForm: ArrayForm?
  let layout: Layout
  package static let endings = ["npy", "f32", "raw", "bin", "csv"]

  /// Whether a file is taken for an array: by its name, or by how it begins.
  package static func isArray(_ path: String) -> Bool {
    if endings.contains(ending(of: path)) { return true }
    guard let file = try? NumberFile(path: path), file.isRepeatable,
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
  package init(path: String, column: String? = nil) throws(SampleFileError) {
    self.path = path
    let ending = Self.ending(of: path)
    let isRaw = ["f32", "raw", "bin"].contains(ending)
    let isNumPy = ending == "npy" || !isRaw && ending != "csv" && Self.isArray(path)
    guard isRaw || isNumPy else {
      layout = .commaSeparated(column: column)
      statedForm = nil
      return
    }
    guard column == nil else { throw .columnOfArray(path: path) }
    guard isNumPy else {
      layout = .binary(.littleEndianFloat, start: 0)
      statedForm = nil
      return
    }
    let file = try NumberFile(path: path)
    let (header, start) = try NumPyHeader.read(from: file, path: path)
    guard let description = header.elementType,
      let format = BinaryNumberFormat(numPyDescription: description), format.kind == .floatingPoint
    else {
      throw .arrayType(path: path, type: header.elementType ?? "a structure")
    }
    guard
      let form = ArrayForm(
        element: format.byteCount == 4 ? .float32 : .float64, shape: header.shape,
        isFortranOrder: header.isFortranOrder)
    else { throw .arraySize(path: path, shape: header.shape) }
    layout = .binary(format, start: start)
    statedForm = form
  }

  /// What the array is besides its numbers, which are `count`; text is read as numbers of eight bytes.
  ///
  /// - Throws: ``SampleFileError/arraySize(path:shape:)`` for more than an array has.
  package func form(count: Int) throws(SampleFileError) -> ArrayForm {
    if let statedForm { return statedForm }
    var element = ArrayElement.float64
    if case .binary = layout { element = .float32 }
    guard let form = ArrayForm(element: element, shape: [count]) else {
      throw .arraySize(path: path, shape: [count])
    }
    return form
  }

  /// What follows the last point of a file's name, in small letters.
  static func ending(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count > 1 ? (parts.last ?? "").lowercased() : ""
  }

  package func makeReader() throws(SampleFileError) -> ArrayReader { try ArrayReader(self) }
}
