/// A sequence of samples as bytes.
package struct EncodedSequence: Sendable, Equatable {
  /// The whole stream, header and payload.
  package let bytes: [UInt8]

  /// How many of the bytes are the header.
  package let headerByteCount: Int

  /// How many of the bytes are the coded symbols.
  package var payloadByteCount: Int { bytes.count - headerByteCount }
}
