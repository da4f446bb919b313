import RDCore

/// A source of independent real samples with a density.
///
/// Required are ``RealDistribution/mean``, ``RealDistribution/variance``, ``RealDistribution/support``, ``isLogConcave``,
/// ``density(at:)`` and ``cumulative(_:)``; everything else has a default, by numerical integration where it is a number. Closed forms
/// should be given where they exist: ``survival(_:)`` above all, for the default `1 - cumulative(x)` has no digits in the upper
/// tail. ``check()`` finds formulas that contradict one another.
public protocol UnivariateDistribution: RealDistribution {
  /// Points, ascending, where the density or one of its derivatives jumps; numerical integration splits there.
  var breakpoints: [Double] { get }

  /// Whether the density is log-concave, which makes the optimal quantiser unique.
  var isLogConcave: Bool { get }

  /// The order from which on absolute moments are infinite, as in a tail like `|x|^-(1 + index)`; infinite where all are finite.
  var tailIndex: Double { get }

  /// Whether the density is even about the mean.
  var isSymmetric: Bool { get }

  /// This distribution as a shifted and scaled one of the same family with numerically convenient location and scale.
  var standardForm: StandardForm<Self> { get }

  /// The density, per source unit; not negative.
  func density(at x: Double) -> Double

  /// The probability of a value below `x`, to full relative accuracy in the lower tail.
  func cumulative(_ x: Double) -> Double

  /// The probability of a value above `x`, to full relative accuracy in the upper tail.
  func survival(_ x: Double) -> Double

  /// The value below which a fraction `p` of the probability lies, in source units; the ends of the support for 0 and 1.
  ///
  /// - Precondition: `0 <= p <= 1`.
  func quantile(_ p: Double) -> Double

  /// The differential entropy per sample; negative for a narrow density.
  var differentialEntropy: Information { get }

  /// Draws a value, in source units.
  func sample(using stream: inout RandomStream) -> Double
}
