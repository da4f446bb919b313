import RDCore

/// The bytes of a file of coded numbers, digested as they are taken; its last four are a checksum of all before.
struct CheckedBytes {
  /// Gives at most so many of the next bytes; none at the end.
  private let source: (Int) throws -> [UInt8]

  /// Bytes that were read but not taken, from ``position`` on.
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  private var digest = Fingerprint()

  /// How many bytes a checksum has.
  package static let checksumLength = 4

  init(source: @escaping (Int) throws -> [UInt8]) {
    self.source = source
  }

  /// The checksum of what was taken.
  package var checksum: [UInt8] { digest.checksum }

  /// Takes exactly so many bytes.
  ///
  /// - Throws: ``CodedArrayError/truncated`` if there are fewer.
  package mutating func take(_ count: Int) throws -> [UInt8] {
    try fill(count)
    guard available >= count else { throw CodedArrayError.truncated }
    return consume(count)
  }

  /// Takes the checksum itself, which is not digested.
  mutating func takeChecksum() throws -> [UInt8] {
    let before = digest
    defer { digest = before }
    return try take(Self.checksumLength)
  }

  /// Takes at most so many bytes, and leaves the checksum at the end.
  mutating func takePayload(upTo count: Int) throws -> [UInt8] {
    try fill(count + Self.checksumLength)
    return consume(min(count, max(available - Self.checksumLength, 0)))
  }

  /// Whether nothing is left.
  package mutating func isEmpty() throws -> Bool {
    try fill(1)
    return available == 0
  }

  private var available: Int { buffer.count - position }

  private mutating func consume(_ count: Int) -> [UInt8] {
    let taken = Array(buffer[position..<position + count])
    position += count
    for byte in taken { digest.absorb(UInt64(byte)) }
    return taken
  }

  private mutating func fill(_ count: Int) throws {
    guard available < count, !isAtEnd else { return }
    buffer.removeFirst(position)
    position = 0
    while buffer.count < count {
      // No more than a piece at a time, whatever count a file claims.
      let next = try source(1 << 16)
      guard !next.isEmpty else {
        isAtEnd = true
        return
      }
      buffer += next
    }
  }
}

extension Fingerprint {
  /// The digest in four bytes: its upper half mixed with the lower one, the least significant byte first.
  package var checksum: [UInt8] {
    let mixed = UInt32(truncatingIfNeeded: value ^ value >> 32)
    return (0..<4).map { UInt8(truncatingIfNeeded: mixed >> UInt32(8 * $0)) }
  }
}
