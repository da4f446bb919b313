import RDCore

/// The numbers of an array, read from where they are stored.
package struct StoredNumbers: Sendable {
  package let form: ArrayForm

  /// As many as the form says.
  private let bytes: FileBytes

  /// Numbers in the order of memory.
  ///
  /// - Throws: ``SampleFileError/storedLength(path:shape:expected:found:)`` for another number of bytes than the form says.
  package init(_ form: ArrayForm, _ bytes: FileBytes) throws(SampleFileError) {
    guard bytes.count == form.byteCount else {
      throw .storedLength(
        path: bytes.path, shape: form.shape, expected: form.byteCount, found: bytes.count)
    }
    self.form = form
    self.bytes = bytes
  }

  /// An array of NumPy's.
  ///
  /// - Throws: ``SampleFileError``.
  init(numPy file: FileBytes) throws(SampleFileError) {
    var position = 0
    let (header, start) = try NumPyHeader.read(path: file.path) { (count) throws(SampleFileError) in
      defer { position += count }
      return try file.read(position..<position + count)
    }
    try self.init(ArrayForm(header, path: file.path), file.part(start..<file.count))
  }

  /// Some of the numbers, as ordered integers.
  ///
  /// - Throws: ``SampleFileError/cannotRead(path:reason:)``.
  package func ordered(_ range: Range<Int>) throws(SampleFileError) -> [Int64] {
    let size = form.type.byteCount
    return form.type.ordered(
      bytes: try bytes.read(size * range.lowerBound..<size * range.upperBound),
      isBigEndian: form.isBigEndian)
  }
}
