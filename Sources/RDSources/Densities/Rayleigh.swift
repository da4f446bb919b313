import RDCore
import RealModule

/// The Rayleigh distribution of scale 1, that of the length of a standard normal vector in two dimensions: density
/// `z exp(-z^2 / 2)`.
package struct Rayleigh: UnivariateDistribution, Equatable {
  package init() {}

  static let entry = SourceEntry(
    "independent lengths of vectors of two normal numbers",
    parameters: SourceScale.locationAndScale, fit: [.location, .scale()]
  ) { .density(try LocationScale(Rayleigh(), locationAndScaleOf: $0)) }

  /// `sqrt(pi / 2)`.
  package var mean: Double { (.pi / 2).squareRoot() }

  /// `2 - pi / 2`.
  package var variance: Double { 2 - .pi / 2 }

  package var support: Interval { Interval(0, .infinity) }

  /// The logarithm of the density is `ln z - z^2 / 2`.
  package var isLogConcave: Bool { true }

  /// `z exp(-z^2 / 2)` from 0 on.
  package func density(at z: Double) -> Double {
    z > 0 && z < .infinity ? z * Double.exp(-z * z / 2) : 0
  }

  /// `1 - exp(-z^2 / 2)`.
  package func cumulative(_ z: Double) -> Double { z <= 0 ? 0 : -Double.expMinusOne(-z * z / 2) }

  /// `exp(-z^2 / 2)`.
  package func survival(_ z: Double) -> Double { z <= 0 ? 1 : Double.exp(-z * z / 2) }

  /// `sqrt(-2 ln(1 - p))`.
  package func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies between 0 and 1")
    return (-2 * Double.log(onePlus: -p)).squareRoot()
  }

  /// `1 + (gamma - ln 2) / 2` nats, with Euler's constant.
  package var differentialEntropy: Information {
    .nats(1 + (0.577215664901532860606512090082402431 - Double.log(2)) / 2)
  }

  /// The moments over an interval, panel by panel.
  package func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments {
    let lower = max(interval.lower, 0)
    guard lower < interval.upper else { return .zero }
    // The factor z is a polynomial, which the rule integrates exactly.
    return CompositeQuadrature.moments(
      from: lower, to: interval.upper, about: reference,
      panelWidth: { CompositeQuadrature.width(slope: $0, curvature: 1) }, density: density(at:))
  }
}
