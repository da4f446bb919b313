import RDCore
import RDQuantisers
import RDSources

extension QuantiserMethod {
  /// The method's quantiser for a source at a rate per sample.
  ///
  /// - Parameters:
  ///   - density: the source.
  ///   - rate: per sample; a method sized by levels takes the number of them that is nearest to `2^rate`.
  ///   - seed: the seed of the design's random numbers; the same seed gives the same quantiser.
  /// - Returns: the quantiser with the probabilities of its symbols.
  /// - Throws: `DesignError`, among them `rateOutOfRange` for a rate that the method does not have.
  public func quantiser(
    for density: any UnivariateDistribution, rate: Information,
    seed: SeedPath = SeedPath(root: 0x5eed_2026)
  ) throws -> RatedQuantiser {
    try ratedQuantiser(for: density, rate: rate, seed: seed)
  }
}
