import RDQuantisers
import RDSources

/// A rule that makes scalar quantisers with a given number of levels, for a density or for samples.
public protocol QuantiserDesigner: Sendable {
  /// How many levels the quantiser gets.
  var levelCount: Int { get }

  /// The quantiser for a source with a density.
  ///
  /// - Throws: ``DesignError``.
  func design<Density: UnivariateDistribution>(
    for density: Density
  ) throws(DesignError) -> Design<ScalarQuantiser>

  /// The quantiser for a set of samples.
  ///
  /// - Throws: ``DesignError``.
  func design(for samples: EmpiricalDistribution) throws(DesignError) -> Design<ScalarQuantiser>
}
