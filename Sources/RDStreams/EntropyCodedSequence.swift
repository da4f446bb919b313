import RDQuantisers

/// A quantiser of sequences with a range coder behind it.
package struct EntropyCodedSequence: SampleCodec {
  /// The quantiser, the only part.
  package let parts: [CodedQuantiser]

  /// A digest of its tables.
  package let contentHash: UInt64

  /// A codec of one quantiser.
  ///
  /// - Throws: ``StreamError/noModel(symbolCount:reason:)``.
  package init(_ rated: RatedQuantiser, lengths: SymbolLengths) throws(StreamError) {
    let part = try CodedQuantiser(rated, lengths: lengths)
    parts = [part]
    contentHash = part.fingerprint
  }

  /// All samples are the one part's.
  package func partLengths(sampleCount: Int) -> [Int] { [sampleCount] }

  /// The sequence as it is.
  package func separate(_ samples: [Double]) -> [[Double]] { [samples] }

  /// The part without what filled up its last block.
  package func merge(_ parts: [[Double]], sampleCount: Int) -> [Double] {
    Array(parts[0].prefix(sampleCount))
  }
}
