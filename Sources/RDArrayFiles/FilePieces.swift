#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file, read from its beginning to its end in pieces.
package enum FilePieces {
  /// Hands each piece of a file to `take`.
  ///
  /// - Throws: ``SampleFileError`` if the file cannot be opened or read, or what `take` throws.
  package static func read(
    _ path: String, take: (ArraySlice<UInt8>) throws(SampleFileError) -> Void
  ) throws(SampleFileError) {
    guard let file = fopen(path, "r") else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      try take(buffer[..<count])
    }
    guard ferror(file) == 0 else {
      throw .cannotRead(path: path, reason: String(cString: strerror(errno)))
    }
  }
}
