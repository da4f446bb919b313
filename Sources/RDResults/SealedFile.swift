import Foundation
import RDCore
import RDFiles

/// A file with a checksum that is verified on reading.
///
/// Layout: the 8 bytes `RDSEAL01`, the payload's length (8 bytes, little-endian), the payload, its SHA-256 (32 bytes).
package enum SealedFile {
  /// The limit on payloads, checked before memory is allocated: 4 GiB.
  package static let sizeLimit = 1 << 32
  private static let magic = Array("RDSEAL01".utf8)
  private static let overhead = magic.count + 8 + 32

  /// Writes a payload with its checksum, atomically.
  package static func write(_ payload: [UInt8], to path: String) throws(OutputError) {
    try AtomicFile.write(sealed(payload), to: path)
  }

  /// Writes a payload with its checksum unless the file exists: of several processes, one succeeds.
  ///
  /// - Returns: whether the file is this one.
  package static func create(_ payload: [UInt8], at path: String) throws(OutputError) -> Bool {
    try AtomicFile.create(sealed(payload), at: path)
  }

  private static func sealed(_ payload: [UInt8]) -> [UInt8] {
    magic + UInt64(payload.count).littleEndianBytes + payload + ContentHash(of: payload).bytes
  }

  /// Reads a payload and verifies its checksum.
  ///
  /// - Returns: the payload, or `nil` if there is no such file.
  /// - Throws: `OutputError/damaged(path:reason:)` if it is cut short, altered or of another kind;
  ///   `OutputError/cannotRead(path:reason:)`.
  package static func read(from path: String) throws(OutputError) -> [UInt8]? {
    guard let bytes = try contents(of: path) else { return nil }
    guard bytes.count >= overhead, bytes.starts(with: magic) else {
      throw .damaged(path: path, reason: "it does not begin as a sealed file does")
    }
    guard bytes[8..<16] == UInt64(bytes.count - overhead).littleEndianBytes[...] else {
      throw .damaged(path: path, reason: "its length is not the one it states")
    }
    let payload = Array(bytes[16..<(bytes.count - 32)])
    guard ContentHash(of: payload).bytes == Array(bytes.suffix(32)) else {
      throw .damaged(path: path, reason: "its contents do not match its checksum")
    }
    return payload
  }

  /// The bytes of a file, or `nil` if there is none: opened once, for another process may remove or replace it at any time.
  private static func contents(of path: String) throws(OutputError) -> [UInt8]? {
    for _ in 1...3 {
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      if descriptor >= 0 {
        defer { close(descriptor) }
        var status = stat()
        if fstat(descriptor, &status) == 0 {
          let size = Int(status.st_size)
          guard overhead...(overhead + sizeLimit) ~= size else {
            throw .damaged(path: path, reason: "\(size) bytes is no possible length")
          }
          var last = 0
          let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            repeat {
              let rest = UnsafeMutableBufferPointer(rebasing: buffer[count...])
              last = Foundation.read(descriptor, rest.baseAddress, rest.count)
              count += max(last, 0)
            } while last > 0 && count < size
          }
          if last >= 0 { return bytes }
        }
      }
      if errno == ENOENT || errno == ENOTDIR { return nil }
      // On NFS the name may lead to a file that another host has replaced; opened again it leads to the new one.
      guard errno == ESTALE else { break }
    }
    throw .cannotRead(path: path, reason: AtomicFile.lastReason())
  }
}
