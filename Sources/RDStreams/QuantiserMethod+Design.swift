import RDCore
import RDQuantisation
import RDQuantisers
import RDSources

extension QuantiserMethod {
  /// The method's quantiser for a source at a rate per sample.
  ///
  /// - Parameters:
  ///   - density: the source.
  ///   - rate: a method that is sized by its levels takes the nearest number of them.
  ///   - seed: what the random numbers of a design are drawn from; the same seed gives the same quantiser.
  /// - Returns: the quantiser with the probabilities of its symbols.
  /// - Throws: an error with a message for a rate outside of the method's range; `DesignError`.
  public func quantiser(
    for density: any UnivariateDistribution, rate: Information,
    seed: SeedPath = SeedPath(root: 0x5eed_2026)
  ) throws -> RatedQuantiser {
    try ratedQuantiser(for: density, rate: rate, seed: seed)
  }
}
