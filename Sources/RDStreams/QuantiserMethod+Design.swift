import RDCore
import RDQuantisation
import RDQuantisers
import RDSources

extension QuantiserMethod {
  /// The method's quantiser for a source at a rate per sample.
  ///
  /// - Parameters:
  ///   - density: the source.
  ///   - rate: a method with a number of levels takes the nearest one.
  ///   - seed: the seed of the design's random numbers; the same seed gives the same quantiser.
  /// - Returns: the quantiser with the probabilities of its symbols.
  /// - Throws: an error with a message for a rate outside of the method's range; `DesignError`.
  public func quantiser(
    for density: any UnivariateDistribution, rate: Information,
    seed: SeedPath = SeedPath(root: 0x5eed_2026)
  ) throws -> RatedQuantiser {
    try ratedQuantiser(for: density, rate: rate, seed: seed)
  }
}
