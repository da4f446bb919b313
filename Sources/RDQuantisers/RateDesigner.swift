import RDCore
import RDSources

/// A method that designs a quantiser of sequences for a given rate.
package protocol RateDesigner: Sendable {
  /// Whether the indices are meant for an entropy coder: the rate is then that of their ideal code, else the rate is fixed.
  var isEntropyCoded: Bool { get }

  /// The rates that the method supports, in bits per sample.
  var rates: ClosedRange<Double> { get }

  /// A quantiser for a source with a density.
  ///
  /// - Parameters:
  ///   - density: the source.
  ///   - rate: per sample; one of ``rates``. An entropy-coded method comes as close to it as it can from either side and reports
  ///     the rate it reached; a fixed-rate method has exactly the rate that its quantiser reports.
  ///   - seed: of the random numbers of a design; ignored by a design without any. The same seed gives the same quantiser.
  /// - Returns: the quantiser, with the convergence of its design.
  /// - Throws: `DesignError`, among them `rateOutOfRange` for a rate that is not one of `rates`.
  func design(
    for density: any UnivariateDistribution, rate: Information, seed: SeedPath
  ) throws(DesignError) -> Design<RatedQuantiser>
}

extension RateDesigner {
  /// A quantiser with the default seed of designs.
  package func design(
    for density: any UnivariateDistribution, rate: Information
  ) throws(DesignError) -> Design<RatedQuantiser> {
    try design(for: density, rate: rate, seed: SeedPath(root: 0x5eed_2026))
  }

  /// Checks that a rate is one of `rates`.
  ///
  /// - Throws: `DesignError/rateOutOfRange(method:rateBitsPerSample:ratesBitsPerSample:)`.
  package func check(rate: Information, method: String) throws(DesignError) {
    guard rates.contains(rate.bits) else {
      throw .rateOutOfRange(
        method: method, rateBitsPerSample: rate.bits, ratesBitsPerSample: rates)
    }
  }
}
