import RDQuantisers
import RDSources

/// A method that designs a scalar quantiser with a given number of levels, for a density or for samples.
package protocol QuantiserDesigner: Sendable {
  /// Number of levels.
  var levelCount: Int { get }

  /// The quantiser for a source with a density, with the convergence of its design.
  ///
  /// - Throws: `DesignError`.
  func design<Density: UnivariateDistribution>(
    for density: Density
  ) throws(DesignError) -> Design<ScalarQuantiser>

  /// The quantiser for a set of samples, with the convergence of its design.
  ///
  /// - Throws: `DesignError`.
  func design(for samples: EmpiricalDistribution) throws(DesignError) -> Design<ScalarQuantiser>
}
