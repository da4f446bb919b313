import RDQuantisers

extension PolarQuantiser {
  /// A streaming encoder that quantises whole blocks of the code's length, and the remainder at the end.
  package func makeStreamingEncoder() -> any StreamingEncoder {
    BlockStreamingEncoder(self, pieceLength: 1 << code.exponent)
  }
}
