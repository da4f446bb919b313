import RDCore
import RDQuantisers

/// A quantiser of sequences with a range coder behind it: samples to bytes and back.
///
/// ```swift
/// let source = Gaussian()
/// let rated = try QuantiserCatalogue.method(named: "ectcq:states=8")
///   .quantiser(for: source, rate: .bits(2))
/// let codec = try SequenceCodec(rated)
/// let bytes = codec.encode(samples)
/// let decoded = try codec.decode(bytes)
/// ```
///
/// The stream does not hold the quantiser: only a codec of the same quantiser decodes it; another one throws.
public struct SequenceCodec: Sendable {
  private let codec: EntropyCodedSequence

  /// The codec of a quantiser.
  ///
  /// - Throws: ``StreamError/noModel(symbolCount:reason:)`` for an alphabet that is too large for a coder.
  public init(_ rated: RatedQuantiser) throws {
    codec = try EntropyCodedSequence(rated, lengths: SymbolLengths(designedInto: rated))
  }

  /// The stream of samples, with its header and checksum.
  ///
  /// - Parameter samples: shape `[n]`, all finite.
  /// - Returns: the bytes of the stream.
  public func encode(_ samples: [Double]) -> [UInt8] {
    codec.encode(samples).bytes
  }

  /// The samples of a stream, shape `[n]`.
  ///
  /// - Throws: ``StreamError`` for a stream that is damaged, or of another quantiser.
  public func decode(_ stream: [UInt8]) throws -> [Double] {
    try codec.decode(stream)
  }
}
