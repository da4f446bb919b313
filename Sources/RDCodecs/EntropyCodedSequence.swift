public import RDQuantisation

/// A quantiser of sequences with a range coder behind it.
public struct EntropyCodedSequence: SampleCodec {
  /// The quantiser, the only part.
  public let parts: [CodedQuantiser]

  /// A digest of its tables.
  public let contentHash: UInt64

  /// A codec of one quantiser.
  ///
  /// - Throws: ``StreamError/noModel(symbolCount:reason:)``.
  public init(_ rated: RatedQuantiser, lengths: SymbolLengths) throws(StreamError) {
    let part = try CodedQuantiser(rated, lengths: lengths)
    parts = [part]
    contentHash = part.fingerprint
  }

  /// All samples are the one part's.
  public func partLengths(sampleCount: Int) -> [Int] { [sampleCount] }

  /// The sequence as it is.
  public func separate(_ samples: [Double]) -> [[Double]] { [samples] }

  /// The part without what filled up its last block.
  public func merge(_ parts: [[Double]], sampleCount: Int) -> [Double] {
    Array(parts[0].prefix(sampleCount))
  }
}
