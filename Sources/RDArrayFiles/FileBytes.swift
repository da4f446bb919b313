import Foundation

/// Bytes that are read at any position: those of a file, of a part of one, or of memory.
///
/// What is not a regular file, such as a pipe, is read into memory as a whole.
package struct FileBytes: Sendable {
  private enum Storage: Sendable {
    case file(OpenFile)
    case memory([UInt8])
  }

  /// A descriptor that is closed when nothing reads from it any more.
  private final class OpenFile: Sendable {
    let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }
  }

  /// The file, for messages.
  package let path: String
  private let storage: Storage

  /// In the storage.
  private let range: Range<Int>
  package var count: Int { range.count }

  /// - Throws: ``SampleFileError/cannotOpen(path:reason:)``; ``SampleFileError/cannotRead(path:reason:)``.
  package init(path: String) throws(SampleFileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    let file = OpenFile(descriptor)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      self.init(try Self.all(of: file, path: path), path: path)
      return
    }
    self.init(path: path, storage: .file(file), range: 0..<Int(status.st_size))
  }

  package init(_ bytes: [UInt8], path: String) {
    self.init(path: path, storage: .memory(bytes), range: 0..<bytes.count)
  }

  private init(path: String, storage: Storage, range: Range<Int>) {
    self.path = path
    self.storage = storage
    self.range = range
  }

  /// A range of them.
  ///
  /// - Precondition: it is within.
  package func part(_ part: Range<Int>) -> FileBytes {
    precondition(part.lowerBound >= 0 && part.upperBound <= count)
    let start = range.lowerBound
    return FileBytes(
      path: path, storage: storage, range: start + part.lowerBound..<start + part.upperBound)
  }

  /// The bytes of a range, of which those beyond the end are left out.
  ///
  /// - Throws: ``SampleFileError/cannotRead(path:reason:)``.
  package func read(_ part: Range<Int>) throws(SampleFileError) -> [UInt8] {
    let part = part.clamped(to: 0..<count)
    let start = range.lowerBound + part.lowerBound
    switch storage {
    case .memory(let bytes): return Array(bytes[start..<start + part.count])
    case .file(let file):
      let bytes = [UInt8](unsafeUninitializedCapacity: part.count) { buffer, filled in
        while filled < part.count {
          let read = pread(
            file.descriptor, buffer.baseAddress.map { $0 + filled }, part.count - filled,
            off_t(start + filled))
          if read < 0, errno == EINTR { continue }
          guard read > 0 else { break }
          filled += read
        }
      }
      guard bytes.count == part.count else {
        throw .cannotRead(path: path, reason: "it is shorter than when it was opened")
      }
      return bytes
    }
  }

  /// All bytes.
  package func readAll() throws(SampleFileError) -> [UInt8] { try read(0..<count) }

  private static func all(of file: OpenFile, path: String) throws(SampleFileError) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      var failure: Int32 = 0
      let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, filled in
        let read = Foundation.read(file.descriptor, buffer.baseAddress, 1 << 16)
        if read < 0 { failure = errno }
        filled = max(0, read)
      }
      if failure == EINTR { continue }
      guard failure == 0 else {
        throw .cannotRead(path: path, reason: String(cString: strerror(failure)))
      }
      if piece.isEmpty { return bytes }
      bytes += piece
    }
  }
}
