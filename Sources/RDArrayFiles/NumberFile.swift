#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file from which bytes are taken as they are needed.
final class NumberFile {
  private let path: String
  private let file: UnsafeMutablePointer<FILE>

  /// Opens a file.
  ///
  /// - Throws: ``SampleFileError/cannotOpen(path:reason:)``.
  init(path: String) throws(SampleFileError) {
    guard let file = fopen(path, "r") else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    self.path = path
    self.file = file
  }

  deinit { fclose(file) }

  /// Whether it can be read more than once: a file, and no pipe.
  var isRepeatable: Bool {
    var status = stat()
    return fstat(fileno(file), &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// The next bytes: as many as asked for, or all that are left.
  ///
  /// - Throws: ``SampleFileError/cannotRead(path:reason:)``.
  package func read(upTo count: Int) throws(SampleFileError) -> [UInt8] {
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = fread(buffer.baseAddress, 1, count, file)
    }
    guard bytes.count == count || ferror(file) == 0 else {
      throw .cannotRead(path: path, reason: String(cString: strerror(errno)))
    }
    return bytes
  }
}
