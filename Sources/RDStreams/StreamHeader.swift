/// What stands before the payload of a stream.
///
/// `"RDQ"`, the version (1 byte), the digest of the codec's tables (8 bytes, little-endian), then the number of samples and the
/// number of payload bytes, each as groups of 7 bits, least first, with the top bit set on all but the last byte.
package struct StreamHeader: Equatable {
  package static let magic = Array("RDQ".utf8)

  /// The version that is written and read.
  package static let version: UInt8 = 1

  /// The most samples of a stream: a gigabyte of numbers.
  package static let sampleLimit = 1 << 27

  /// A digest of the tables that encoder and decoder share.
  package let contentHash: UInt64

  package let sampleCount: Int

  package let payloadByteCount: Int

  package var bytes: [UInt8] {
    var bytes = Self.magic + [Self.version]
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: contentHash >> UInt64(shift)))
    }
    for number in [sampleCount, payloadByteCount] {
      var rest = number
      while rest >= 0x80 {
        bytes.append(UInt8(rest & 0x7f) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }
    return bytes
  }

  package init(contentHash: UInt64, sampleCount: Int, payloadByteCount: Int) {
    self.contentHash = contentHash
    self.sampleCount = sampleCount
    self.payloadByteCount = payloadByteCount
  }

  /// Reads the header, and makes sure that the payload it announces is all that follows.
  ///
  /// - Throws: ``StreamError``.
  package init(parsing stream: [UInt8]) throws(StreamError) {
    let nameCount = min(stream.count, Self.magic.count)
    guard stream[..<nameCount] == Self.magic[..<nameCount] else { throw .notAStream }
    guard stream.count > Self.magic.count else { throw .truncated(at: stream.count) }
    let version = stream[Self.magic.count]
    guard version == Self.version else { throw .unknownVersion(version) }
    var position = Self.magic.count + 1
    guard stream.count >= position + 8 else { throw .truncated(at: stream.count) }
    contentHash = (0..<8).reduce(0) { $0 | UInt64(stream[position + $1]) << UInt64(8 * $1) }
    position += 8
    let samples = try Self.number(in: stream, at: &position, what: "samples")
    let payload = try Self.number(in: stream, at: &position, what: "bytes")
    guard samples <= UInt64(Self.sampleLimit) else {
      throw .impossibleCount(what: "samples", count: samples)
    }
    let rest = stream.count - position
    guard payload <= UInt64(rest) else { throw .truncated(at: stream.count) }
    guard payload == UInt64(rest) else { throw .trailingBytes(count: rest - Int(payload)) }
    sampleCount = Int(samples)
    payloadByteCount = Int(payload)
  }

  /// A number in groups of 7 bits, of 63 bits at most and with no group more than it needs.
  private static func number(
    in stream: [UInt8], at position: inout Int, what: String
  ) throws(StreamError) -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 63, by: 7) {
      guard position < stream.count else { throw .truncated(at: stream.count) }
      let byte = stream[position]
      position += 1
      number |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 {
        guard byte > 0 || shift == 0 else { throw .impossibleCount(what: what, count: number) }
        return number
      }
    }
    throw .impossibleCount(what: what, count: number)
  }
}
