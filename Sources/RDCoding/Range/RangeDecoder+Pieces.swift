extension RangeDecoder {
  /// The most bytes that a symbol can take from the stream.
  public static var bytesPerSymbol: Int { 4 }

  /// How many bytes a decoder must hold to begin with, unless the stream is shorter.
  public static var startingByteCount: Int { 8 }

  /// How many of the bytes that it has the decoder has not read.
  public var unreadByteCount: Int { max(bytes.count - position, 0) }

  /// Gives the decoder the next bytes of the stream, and lets go of those that it has done with.
  ///
  /// A decoder takes the end of its bytes for the end of the stream: before a symbol is read, it must have
  /// ``bytesPerSymbol`` unread bytes, or all that are left.
  public mutating func append(_ next: [UInt8]) {
    // The last eight bytes read are kept: the message that they are part of is what `finish` looks at.
    let done = min(position - Self.startingByteCount, bytes.count)
    bytes.removeFirst(done)
    bytes += next
    position -= done
  }
}
