/// The encoder's side of a sequence quantiser for a sequence that comes in pieces, of any length each.
///
/// The symbols, put together, are those that ``SequenceQuantiser/symbols(of:)`` has for the whole, however it was cut.
package protocol StreamingEncoder {
  /// Takes the next samples, all finite, and appends the symbols that are decided by now.
  mutating func take(_ samples: [Double], appendingTo symbols: inout [Int32])

  /// Ends the sequence: appends the symbols of what is left, the last block filled up with the last sample.
  mutating func finish(appendingTo symbols: inout [Int32])
}

extension SequenceQuantiser {
  /// The streaming encoder of a quantiser whose blocks do not depend on one another.
  package func makeStreamingEncoder() -> any StreamingEncoder {
    BlockStreamingEncoder(self, pieceLength: blockLength)
  }
}
