/// A sequence of samples as bytes.
public struct EncodedSequence: Sendable, Equatable {
  /// The whole stream, header and payload.
  public let bytes: [UInt8]

  /// How many of the bytes are the header.
  public let headerByteCount: Int

  /// How many of the bytes are the coded symbols.
  public var payloadByteCount: Int { bytes.count - headerByteCount }
}
