import RDCore

/// The header of a stream.
///
/// `"RDQ"`, the version (1 byte), the digest of the codec's tables (8 bytes, little-endian), then the number of samples and the
/// number of payload bytes, each as a varint (LEB128).
package struct StreamHeader: Equatable {
  package static let magic = Array("RDQ".utf8)
  package static let version: UInt8 = 1

  /// The maximum number of samples of a stream: a gigabyte of numbers.
  package static let sampleLimit = 1 << 27

  /// A digest of the tables that encoder and decoder share.
  package let contentHash: UInt64
  package let sampleCount: Int
  package let payloadByteCount: Int

  package var bytes: [UInt8] {
    var writer = BinaryWriter(Self.magic)
    writer.append(Self.version)
    writer.append(contentHash)
    writer.appendVarint(sampleCount)
    writer.appendVarint(payloadByteCount)
    return writer.bytes
  }

  package init(contentHash: UInt64, sampleCount: Int, payloadByteCount: Int) {
    self.contentHash = contentHash
    self.sampleCount = sampleCount
    self.payloadByteCount = payloadByteCount
  }

  /// Reads the header, and checks that the announced payload is all that follows.
  package init(parsing stream: [UInt8]) throws(StreamError) {
    let nameCount = min(stream.count, Self.magic.count)
    guard stream[..<nameCount] == Self.magic[..<nameCount] else { throw .notAStream }
    var reader = BinaryReader(stream, at: Self.magic.count) { problem -> StreamError in
      guard case .impossibleNumber(let what, let number, _) = problem else {
        return .truncated(at: stream.count)
      }
      return .impossibleCount(what: what, count: number)
    }
    let version = try reader.integer(UInt8.self)
    guard version == Self.version else { throw .unknownVersion(version) }
    contentHash = try reader.integer()
    let samples = try reader.varint("samples", isShortest: true)
    let payload = try reader.varint("bytes", isShortest: true)
    guard samples <= UInt64(Self.sampleLimit) else {
      throw .impossibleCount(what: "samples", count: samples)
    }
    let rest = reader.remaining
    guard payload <= UInt64(rest) else { throw .truncated(at: stream.count) }
    guard payload == UInt64(rest) else { throw .trailingBytes(count: rest - Int(payload)) }
    sampleCount = Int(samples)
    payloadByteCount = Int(payload)
  }
}
