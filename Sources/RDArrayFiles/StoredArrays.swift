import RDCore

/// The arrays of a file: one of NumPy, an archive of those, safetensors, raw numbers, or a column of a table of text.
package struct StoredArrays: Sendable {
  /// What a file of raw numbers does not say.
  package struct RawForm: Sendable, Equatable {
    package let type: NumberType

    /// `nil` for one dimension.
    package let shape: [Int]?

    package init(type: NumberType, shape: [Int]?) {
      self.type = type
      self.shape = shape
    }
  }

  /// In the order of the file.
  package let arrays: [StoredArray]

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: the file; its format follows from the suffix.
  ///   - raw: the form of raw numbers, where it is one of those whatever its name.
  ///   - column: the column of a table, by name or number; `nil` for the only one.
  ///   - syntax: how a table is written.
  /// - Throws: ``SampleFileError``. What an array is, is found when its numbers are.
  package init(
    path: String, raw: RawForm? = nil, column: String? = nil,
    syntax: TextTableSyntax = TextTableSyntax()
  ) throws(SampleFileError) {
    let format = raw == nil ? ArrayFile.format(of: path) : .raw
    guard format != .commaSeparated else {
      let numbers = try SampleFile.text(path, column: column, syntax, allowsAnyNumber: true)
      try self.init(
        FileBytes(NumberType.float64.bytes(of: numbers), path: path), .raw,
        raw: RawForm(type: .float64, shape: nil))
      return
    }
    guard column == nil else { throw .columnOfArray(path: path) }
    try self.init(FileBytes(path: path), format, raw: raw)
  }

  /// The arrays of a binary file.
  ///
  /// - Precondition: the format is not one of text.
  package init(
    _ file: FileBytes, _ format: ArrayFileFormat, raw: RawForm? = nil
  ) throws(SampleFileError) {
    switch format {
    case .commaSeparated: preconditionFailure("text has no bytes of numbers")
    case .numPy: arrays = [StoredArray(name: "") { try StoredNumbers(numPy: file) }]
    case .numPyArchive: arrays = try Self.archive(file)
    case .safetensors: arrays = try Self.tensors(file)
    case .single, .raw, .binary:
      arrays = [try Self.array(file, raw ?? RawForm(type: .float32, shape: nil))]
    }
    guard Set(arrays.map(\.name)).count == arrays.count else {
      throw .archive(path: file.path, reason: "two of its arrays have the same name")
    }
  }

  private static func array(
    _ file: FileBytes, _ raw: RawForm
  ) throws(SampleFileError) -> StoredArray {
    let size = raw.type.byteCount
    guard file.count.isMultiple(of: size) else {
      throw .brokenNumber(path: file.path, byteCount: file.count, numberSize: size)
    }
    let shape = raw.shape ?? [file.count / size]
    guard let form = ArrayForm(type: raw.type, shape: shape) else {
      throw .arraySize(path: file.path, shape: shape)
    }
    let numbers = try StoredNumbers(form, file)
    return StoredArray(name: "") { numbers }
  }

  private static func archive(_ file: FileBytes) throws(SampleFileError) -> [StoredArray] {
    let suffix = ".npy"
    var arrays: [StoredArray] = []
    for entry in try ZipArchive(file).entries {
      guard entry.name.hasSuffix(suffix) else {
        throw .archive(path: file.path, reason: "'\(entry.name)' in it is not an array (.npy)")
      }
      arrays.append(
        StoredArray(name: String(entry.name.dropLast(suffix.count))) {
          try StoredNumbers(numPy: entry.contents(of: file))
        })
    }
    return arrays
  }

  private static func tensors(_ file: FileBytes) throws(SampleFileError) -> [StoredArray] {
    let header: SafetensorsHeader
    let start: Int
    do {
      let length = try SafetensorsHeader.textLength(file.read(0..<8), fileByteCount: file.count)
      start = 8 + length
      header = try SafetensorsHeader(
        text: file.read(8..<start), dataByteCount: file.count - start)
    } catch let error as SampleFileError {
      throw error
    } catch SafetensorsHeader.Failure.damaged(let reason) {
      throw .archive(path: file.path, reason: reason)
    } catch {
      throw .archive(path: file.path, reason: "it has no header of safetensors")
    }
    var arrays: [StoredArray] = []
    var position = start
    for tensor in header.tensors {
      let bytes = file.part(position..<position + tensor.byteCount)
      position += tensor.byteCount
      arrays.append(
        StoredArray(name: tensor.name) { try StoredNumbers(tensor, bytes) })
    }
    return arrays
  }
}
