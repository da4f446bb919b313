import RDCore

/// An array of numbers in a file: one of NumPy of any shape, raw numbers, or a column of a CSV file.
///
/// The format follows from the suffix, as for ``SampleFile``; a file with NumPy's signature is one of NumPy whatever its name.
/// Numbers are floating-point. The file is read in pieces, and may be read several times.
package struct ArrayFile: Sendable {
  /// The layout of the numbers in the file.
  enum Layout: Equatable, Sendable {
    /// Contiguous, from an offset on.
    case binary(BinaryNumberFormat, start: Int)
    case text(column: String?, TextTableSyntax)
  }

  package let path: String

  /// The number type and shape; `nil` for a sequence whose length the file does not state.
  package let statedForm: ArrayForm?
  let layout: Layout
  private static let endings = ArrayFileFormat.allCases.map(\.rawValue) + tableEndings

  /// Those of tables of text.
  private static let tableEndings = ["csv", "tsv", "txt", "dat", "asc"]

  /// Whether a file counts as an array: by its name, or by its signature.
  package static func isArray(_ path: String) -> Bool {
    endings.contains(ending(of: path)) || hasSignature(path)
  }

  private static func hasSignature(_ path: String) -> Bool {
    guard let file = try? NumberFile(path: path), file.isRepeatable,
      let start = try? file.read(upTo: NumPyHeader.magic.count)
    else { return false }
    return start == NumPyHeader.magic
  }

  /// The format that a name says; without a suffix of one, NumPy's where the file begins so, else a table.
  static func format(of path: String) -> ArrayFileFormat {
    let ending = ending(of: path)
    if tableEndings.contains(ending) { return .commaSeparated }
    return ArrayFileFormat(rawValue: ending) ?? (hasSignature(path) ? .numPy : .commaSeparated)
  }

  /// Opens an array, reading only the header.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - column: the name of a column of a CSV file, or its number from 1; `nil` for a file of one column.
  ///   - syntax: how a table of text is written.
  /// - Throws: ``SampleFileError``.
  package init(
    path: String, column: String? = nil, syntax: TextTableSyntax = TextTableSyntax()
  ) throws(SampleFileError) {
    self.path = path
    let format = Self.format(of: path)
    guard format != .commaSeparated else {
      layout = .text(column: column, syntax)
      statedForm = nil
      return
    }
    guard column == nil else { throw .columnOfArray(path: path) }
    switch format {
    case .numPyArchive, .safetensors: throw .severalArrays(path: path)
    case .single, .raw, .binary:
      layout = .binary(.littleEndianFloat, start: 0)
      statedForm = nil
      return
    case .numPy, .commaSeparated: break
    }
    let file = try NumberFile(path: path)
    let (header, start) = try NumPyHeader.read(from: file, path: path)
    guard let description = header.elementType,
      let number = BinaryNumberFormat(numPyDescription: description), number.kind == .floatingPoint
    else {
      throw .arrayType(path: path, type: header.elementType ?? "a structure")
    }
    guard
      let form = ArrayForm(
        type: number.byteCount == 4 ? .float32 : .float64, shape: header.shape,
        isFortranOrder: header.isFortranOrder)
    else { throw .arraySize(path: path, shape: header.shape) }
    layout = .binary(number, start: start)
    statedForm = form
  }

  /// The number type and shape of an array of `count` numbers; text is read as numbers of eight bytes.
  ///
  /// - Throws: ``SampleFileError/arraySize(path:shape:)`` above the size limit of arrays.
  package func form(count: Int) throws(SampleFileError) -> ArrayForm {
    if let statedForm { return statedForm }
    var type = NumberType.float64
    if case .binary = layout { type = .float32 }
    guard let form = ArrayForm(type: type, shape: [count]) else {
      throw .arraySize(path: path, shape: [count])
    }
    return form
  }

  /// The suffix of a file's name, in lower case.
  package static func ending(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count > 1 ? (parts.last ?? "").lowercased() : ""
  }

  package func makeReader() throws(SampleFileError) -> ArrayReader { try ArrayReader(self) }
}
