/// The encoder state of a sequence quantiser for a sequence that comes in pieces of any length.
///
/// The concatenated symbols are those of `SequenceQuantiser/symbols(of:)` for the whole sequence, however it was cut.
package protocol StreamingEncoder {
  /// Takes the next samples, all finite, and appends the symbols that are decided.
  mutating func take(_ samples: [Double], appendingTo symbols: inout [Int32])

  /// Ends the sequence: appends the symbols of the remainder, the last block padded with the last sample.
  mutating func finish(appendingTo symbols: inout [Int32])
}

extension SequenceQuantiser {
  /// The streaming encoder of a quantiser whose blocks do not depend on one another.
  package func makeStreamingEncoder() -> any StreamingEncoder {
    BlockStreamingEncoder(self, pieceLength: blockLength)
  }
}
