import RDCore
import RDSources
import RealModule

/// The variance of `ln f(X)` of a density: the rate-dispersion function in the limit of small distortions, under any difference
/// distortion whose Shannon lower bound is attained there.
package struct Varentropy {
  /// In squared nats.
  package let value: Double

  /// The difference of two quadrature rules, and what the tails beyond the nodes may add.
  package let error: Double

  /// The varentropy of a density of standard deviation near 1.
  package init(of density: some UnivariateDistribution) {
    let interval = SquaredErrorProgram.interval(
      of: density, tailMass: SquaredErrorProgram.tailMass(of: density).mass)
    let tails = SourceTail.tails(of: density, beyond: interval)
    // Not condensed: the logarithm of a density is no polynomial at a kink.
    let estimates = [0.25, 0.125].map { fraction in
      let nodes = SourceNodes(
        of: density,
        between: AbsoluteErrorProgram.startingEnds(
          density, interval, spacing: fraction * density.standardDeviation))
      return nodes.variance(of: nodes.positions.map { -Double.log(density.density(at: $0)) }, tails)
    }
    value = estimates[1].value
    error = abs(estimates[1].value - estimates[0].value) + estimates[1].tailError
  }

  /// The rate-dispersion function where R(D) exceeds the Shannon lower bound by at most a gap.
  ///
  /// The density itself takes the part of the nearly optimal reproduction: at the slope of R(D) it loses the gap and as much again
  /// at most, since the slope of the bound is not exactly that of R(D).
  func dispersion(gapNats gap: Double) -> RateDispersion {
    RateDispersion(
      squaredNats: value,
      error: error + RateDispersion.error(variance: value, loss: 2 * gap))
  }
}
