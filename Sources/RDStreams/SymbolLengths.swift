import RDQuantisers

/// How the symbols of a quantiser become bits.
package enum SymbolLengths: Sendable, Equatable {
  /// Each symbol of a context takes the same number of bits, the logarithm of the alphabet's size.
  case equal

  /// A symbol takes the bits that its probability is worth.
  case ideal

  /// What the quantiser was designed for: equal lengths if it has a fixed rate, ideal ones if not.
  package init(designedInto quantiser: RatedQuantiser) {
    self = quantiser.fixedRatePerSample == nil ? .ideal : .equal
  }
}
