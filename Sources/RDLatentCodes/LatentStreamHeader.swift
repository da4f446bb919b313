import RDCore
import RDStreams

/// What stands before the indices of latents whose tables encoder and decoder share.
///
/// `"RDQ"`, the version 1 (1 byte), the digest of the tables (8 bytes, little-endian), then the number of vectors and of payload
/// bytes, each as groups of 7 bits, least first, with the top bit set on all but the last byte.
struct LatentStreamHeader: Equatable {
  private static let magic = Array("RDQ".utf8)
  private static let version: UInt8 = 1

  /// The most numbers of a stream: a gigabyte of them.
  static let countLimit = 1 << 27

  /// A digest of the tables that encoder and decoder share.
  let tableDigest: UInt64
  let vectorCount: Int
  let payloadByteCount: Int

  var bytes: [UInt8] {
    var writer = BinaryWriter(Self.magic)
    writer.append(Self.version)
    writer.append(tableDigest)
    writer.appendVarint(vectorCount)
    writer.appendVarint(payloadByteCount)
    return writer.bytes
  }

  init(tableDigest: UInt64, vectorCount: Int, payloadByteCount: Int) {
    self.tableDigest = tableDigest
    self.vectorCount = vectorCount
    self.payloadByteCount = payloadByteCount
  }

  /// Reads the header, and makes sure that the payload it announces is all that follows.
  init(parsing stream: [UInt8]) throws(StreamError) {
    guard stream.starts(with: Self.magic) else { throw .notAStream }
    var reader = BinaryReader(stream, at: Self.magic.count) { problem -> StreamError in
      guard case .impossibleNumber(let what, let number, _) = problem else { return .truncated }
      return .impossibleHeader(reason: "it claims \(number) \(what)")
    }
    let version = try reader.integer(UInt8.self)
    guard version == Self.version else { throw .unknownVersion(version) }
    tableDigest = try reader.integer()
    let vectors = try reader.varint("vectors", isShortest: true)
    let payload = try reader.varint("bytes", isShortest: true)
    guard vectors <= UInt64(Self.countLimit) else {
      throw .impossibleHeader(reason: "it claims \(vectors) vectors")
    }
    let rest = reader.remaining
    guard payload <= UInt64(rest) else { throw .truncated }
    guard payload == UInt64(rest) else { throw .altered }
    vectorCount = Int(vectors)
    payloadByteCount = Int(payload)
  }
}
