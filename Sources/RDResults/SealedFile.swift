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
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let size = attributes?[.size] as? Int else {
      throw .cannotRead(path: path, reason: "its size is not known")
    }
    guard size >= overhead, size - overhead <= sizeLimit else {
      throw .damaged(path: path, reason: "\(size) bytes is no possible length")
    }
    let bytes: [UInt8]
    do {
      bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw .cannotRead(path: path, reason: plainReason(error))
    }
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
}
