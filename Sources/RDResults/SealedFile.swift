import Foundation
import RDFiles

/// A file that proves on reading that it is the one that was written.
///
/// Layout: the 8 bytes `RDSEAL01`, the payload's length (8 bytes, little-endian), the payload, its SHA-256 (32 bytes).
package enum SealedFile {
  /// Payloads above this are refused before memory is taken: 4 GiB.
  package static let sizeLimit = 1 << 32

  private static let magic = Array("RDSEAL01".utf8)
  private static let overhead = magic.count + 8 + 32

  /// Seals a payload and writes it whole.
  ///
  /// - Throws: ``OutputError/cannotWrite(path:reason:)``.
  package static func write(_ payload: [UInt8], to path: String) throws(OutputError) {
    let length = (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (8 * $0)) }
    try AtomicFile.write(magic + length + payload + ContentHash(of: payload).bytes, to: path)
  }

  /// Reads a payload and checks its seal.
  ///
  /// - Returns: the payload, or `nil` if there is no such file.
  /// - Throws: ``OutputError/damaged(path:reason:)`` if it is cut short, altered or of another kind;
  ///   ``OutputError/cannotRead(path:reason:)``.
  package static func read(from path: String) throws(OutputError) -> [UInt8]? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let size = attributes?[.size] as? Int else {
      throw .cannotRead(path: path, reason: "its size cannot be told")
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
    let length = bytes[8..<16].enumerated().reduce(UInt64(0)) { $0 | UInt64($1.1) << (8 * $1.0) }
    guard length == UInt64(bytes.count - overhead) else {
      throw .damaged(path: path, reason: "its length is not the one it states")
    }
    let payload = Array(bytes[16..<(bytes.count - 32)])
    guard ContentHash(of: payload).bytes == Array(bytes.suffix(32)) else {
      throw .damaged(path: path, reason: "its contents do not match its checksum")
    }
    return payload
  }
}
