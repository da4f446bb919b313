import RDQuantisers

/// The code lengths of a quantiser's symbols.
package enum SymbolLengths: Sendable, Equatable {
  /// Each symbol of a context takes the same number of bits, the logarithm of the alphabet's size.
  case equal

  /// The ideal code length of each symbol.
  case ideal

  /// Equal lengths for a fixed-rate quantiser, else ideal ones.
  package init(designedInto quantiser: RatedQuantiser) {
    self = quantiser.fixedRatePerSample == nil ? .ideal : .equal
  }
}
