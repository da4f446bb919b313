import RDCore

/// The bytes of a stream, digested as they are taken; its last four are a checksum of all before.
struct CheckedBytes {
  /// Gives at most the given number of the next bytes; none at the end.
  private let source: (Int) throws -> [UInt8]

  /// Bytes that were read but not taken, from `position` on.
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  /// The digest of all bytes that were taken.
  private(set) var digest = Fingerprint()

  /// How many bytes were read.
  private(set) var readCount = 0

  init(source: @escaping (Int) throws -> [UInt8]) {
    self.source = source
  }

  /// Takes what is read of the next bytes.
  ///
  /// - Throws: ``StreamError/truncated`` if there are fewer, or what reading throws.
  mutating func take<Part>(
    _ read: (inout BinaryReader<StreamError>) throws(StreamError) -> Part
  ) throws -> Part {
    while true {
      var reader = BinaryReader(buffer, at: position) { problem -> StreamError in
        switch problem {
        case .truncated: .truncated
        case .impossibleNumber(let what, let number, _):
          .impossibleHeader(reason: "it claims \(number) \(what)")
        case .notUTF8: .impossibleHeader(reason: "a text in it is not UTF-8")
        }
      }
      do throws(StreamError) {
        let part = try read(&reader)
        _ = consume(reader.position - position)
        return part
      } catch {
        guard error == .truncated, !isAtEnd else { throw error }
      }
      try fill(available + 1)
    }
  }

  /// Takes the checksum itself, which is not digested.
  mutating func takeChecksum() throws -> [UInt8] {
    let before = digest
    defer { digest = before }
    return try take { bytes throws(StreamError) in
      Array(try bytes.take(Fingerprint.checksumLength))
    }
  }

  /// Takes at most `count` bytes, and leaves the checksum at the end.
  mutating func takePayload(upTo count: Int) throws -> [UInt8] {
    try fill(count + Fingerprint.checksumLength)
    return consume(min(count, max(available - Fingerprint.checksumLength, 0)))
  }

  /// How many bytes were taken.
  var takenCount: Int { readCount - available }

  package mutating func isEmpty() throws -> Bool {
    try fill(1)
    return available == 0
  }

  private var available: Int { buffer.count - position }

  private mutating func consume(_ count: Int) -> [UInt8] {
    let taken = Array(buffer[position..<position + count])
    position += count
    digest.absorb(taken)
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
      readCount += next.count
    }
  }
}
