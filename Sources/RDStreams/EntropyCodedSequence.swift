import RDQuantisers

/// A quantiser of sequences with a range coder behind it.
package struct EntropyCodedSequence: SampleCodec {
  package let parts: [CodedQuantiser]
  package let contentHash: UInt64

  package init(_ rated: RatedQuantiser, lengths: SymbolLengths) throws(StreamError) {
    let part = try CodedQuantiser(rated, lengths: lengths)
    parts = [part]
    contentHash = part.fingerprint
  }

  package func partLengths(sampleCount: Int) -> [Int] { [sampleCount] }

  package func separate(_ samples: [Double]) -> [[Double]] { [samples] }

  /// The part without the padding of its last block.
  package func merge(_ parts: [[Double]], sampleCount: Int) -> [Double] {
    Array(parts[0].prefix(sampleCount))
  }
}
