#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file that is read sequentially.
package final class NumberFile {
  private let path: String
  private let file: UnsafeMutablePointer<FILE>

  init(path: String) throws(SampleFileError) {
    guard let file = fopen(path, "r") else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    self.path = path
    self.file = file
  }

  deinit { fclose(file) }

  /// Whether it can be read more than once: a regular file, not a pipe.
  var isRepeatable: Bool {
    var status = stat()
    return fstat(fileno(file), &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// The next bytes: the requested number, or all that are left.
  package func read(upTo count: Int) throws(SampleFileError) -> [UInt8] {
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = fread(buffer.baseAddress, 1, count, file)
    }
    guard bytes.count == count || ferror(file) == 0 else {
      throw .cannotRead(path: path, reason: String(cString: strerror(errno)))
    }
    return bytes
  }

  /// Passes each piece of a file to `take`.
  ///
  /// - Throws: ``SampleFileError`` if the file cannot be opened or read, or what `take` throws.
  package static func read(
    _ path: String, take: (ArraySlice<UInt8>) throws(SampleFileError) -> Void
  ) throws(SampleFileError) {
    let file = try NumberFile(path: path)
    while true {
      let bytes = try file.read(upTo: 1 << 16)
      if bytes.isEmpty { return }
      try take(bytes[...])
    }
  }

  /// Passes each row of a table of text to `take`.
  package static func readTable(
    _ path: String, syntax: TextTableSyntax, wantedColumn: String? = nil,
    take: (TextTableReader.Row) throws(SampleFileError) -> Void
  ) throws(SampleFileError) {
    var table = TextTableReader(path: path, syntax: syntax, wantedColumn: wantedColumn)
    try read(path) { bytes throws(SampleFileError) in try table.take(bytes, row: take) }
    try table.finish(row: take)
  }
}
