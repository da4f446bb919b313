/// A sequence of samples as bytes.
package struct EncodedSequence: Sendable, Equatable {
  /// The whole stream, header and payload.
  package let bytes: [UInt8]
  package let headerByteCount: Int
  package var payloadByteCount: Int { bytes.count - headerByteCount }
}
