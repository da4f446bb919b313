/// The magic bytes of a file format.
package struct FileSignature: Sendable {
  /// Their offset in the file.
  let offset: Int
  let bytes: [UInt8]

  init(_ bytes: [UInt8], at offset: Int = 0) {
    self.offset = offset
    self.bytes = bytes
  }

  init(_ text: String, at offset: Int = 0) {
    self.init(Array(text.utf8), at: offset)
  }

  package func isIn(_ file: [UInt8]) -> Bool {
    file.count >= offset + bytes.count && file[offset...].starts(with: bytes)
  }
}
