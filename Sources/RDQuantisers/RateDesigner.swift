import RDCore
import RDSources

/// A rule that makes quantisers of sequences for a given rate.
public protocol RateDesigner: Sendable {
  /// Whether the indices are meant for an entropy coder: the rate is then that of their ideal code, else it is fixed.
  var isEntropyCoded: Bool { get }

  /// The rates that the method reaches, in bits per sample.
  var rates: ClosedRange<Double> { get }

  /// A quantiser for a source with a density.
  ///
  /// - Parameters:
  ///   - density: the source.
  ///   - rate: the rate, per sample; one of ``rates``. An entropy-coded method comes as near to it as it can from either
  ///     side and says where it came to; a fixed-rate method has exactly the rate that its
  ///     quantiser reports.
  ///   - seed: what the random numbers of a design are drawn from; a design without any ignores it. The same seed gives the
  ///     same quantiser.
  /// - Returns: the quantiser, and how its design ended.
  /// - Throws: ``DesignError``.
  func design(
    for density: any UnivariateDistribution, rate: Information, seed: SeedPath
  ) throws(DesignError) -> Design<RatedQuantiser>
}
