import RDQuantisers

extension PolarQuantiser {
  /// A feed that hands over whole blocks of the code's length, and what is left at the end.
  package func makeFeed() -> any SymbolFeed { BlockFeed(self, pieceLength: 1 << code.exponent) }
}
