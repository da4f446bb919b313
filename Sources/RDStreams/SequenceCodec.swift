import RDCore
import RDQuantisers

/// A quantiser of sequences with a range coder behind it: samples to bytes and back.
///
/// ```swift
/// let source = Gaussian()
/// let rated = try QuantiserCatalogue.method(named: "ectcq:states=8")
///   .quantiser(for: source, rate: .bits(2))
/// let codec = SequenceCodec(rated)
/// let bytes = try codec.encode(samples)
/// let decoded = try SequenceCodec.decode(bytes)
/// ```
///
/// A stream holds the tables of its decoder, as the files of `rdtool encode` do.
public struct SequenceCodec: Sendable {
  private let rated: RatedQuantiser

  /// A codec of one quantiser, its symbols coded as it was designed for.
  public init(_ rated: RatedQuantiser) {
    self.rated = rated
  }

  /// The stream of samples, with the decoder's tables and checksums.
  ///
  /// - Parameter samples: shape `[n]`, all finite, at least one.
  /// - Returns: the bytes of the stream.
  /// - Throws: ``StreamError`` for a sample that is not between -1e150 and 1e150, an alphabet that no coder takes, or a quantiser that no stream holds.
  public func encode(_ samples: [Double]) throws -> [UInt8] {
    try StreamError.check(samples)
    return try SequenceCode(rated, sampleCount: samples.count, label: "quantiser").encode(samples)
      .bytes
  }

  /// The samples of a stream, shape `[n]`.
  ///
  /// - Throws: ``StreamError`` for a stream that is damaged.
  public static func decode(_ stream: [UInt8]) throws -> [Double] {
    try StreamDecoder.decode(stream)
  }
}
