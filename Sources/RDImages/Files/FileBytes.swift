import Foundation

package enum FileBytes {
  /// The bytes of a file of limited size.
  ///
  /// - Throws: ``ImageFileError`` if it cannot be opened or read, or is longer.
  package static func read(_ path: String, limit: Int) throws(ImageFileError) -> [UInt8] {
    guard let file = fopen(path, "rb") else {
      throw .cannotOpen(path: path, reason: lastReason())
    }
    defer { fclose(file) }
    var status = stat()
    guard fstat(fileno(file), &status) == 0 else {
      throw .cannotRead(path: path, reason: lastReason())
    }
    // A pipe has no size; it is read in pieces like a file that grows.
    var expected = max(Int(status.st_size), 0)
    guard expected <= limit else { throw .tooLong(path: path, limit: limit) }
    expected = max(expected, 1 << 12)
    var bytes: [UInt8] = []
    while true {
      let start = bytes.count
      let wanted = min(start == 0 ? expected + 1 : 1 << 16, limit + 1 - start)
      let piece = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
        count = buffer.baseAddress.map { fread($0, 1, wanted, file) } ?? 0
      }
      if start == 0 { bytes = piece } else { bytes += piece }
      if piece.count < wanted { break }
      guard bytes.count <= limit else { throw .tooLong(path: path, limit: limit) }
    }
    guard ferror(file) == 0 else { throw .cannotRead(path: path, reason: lastReason()) }
    return bytes
  }

  private static func lastReason() -> String {
    String(cString: strerror(errno)).lowercased()
  }
}
