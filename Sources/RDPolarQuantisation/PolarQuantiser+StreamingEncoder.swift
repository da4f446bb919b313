import RDQuantisers

extension PolarQuantiser {
  /// A streaming encoder that hands over whole blocks of the code's length, and what is left at the end.
  package func makeStreamingEncoder() -> any StreamingEncoder {
    BlockStreamingEncoder(self, pieceLength: 1 << code.exponent)
  }
}
