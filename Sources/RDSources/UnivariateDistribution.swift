import RDCore

/// A source of independent real samples with a density.
///
/// A source is one file that gives the requirements without a default, and one line in ``SourceCatalogue``. Whatever has
/// a closed form should be given too: the defaults integrate numerically.
public protocol UnivariateDistribution: RealDistribution {
  /// Points, ascending, where the density or one of its derivatives jumps; numerical integration splits there.
  var breakpoints: [Double] { get }

  /// Whether the logarithm of the density is concave, which makes the optimal quantiser unique.
  var isLogConcave: Bool { get }

  /// Whether the density is the same on both sides of the mean.
  var isSymmetric: Bool { get }

  /// This distribution as a moved and scaled one of the same family that lies well for computing.
  var standardForm: StandardForm<Self> { get }

  /// The density, per source unit.
  func density(at x: Double) -> Double

  /// The probability of a value below `x`, to full relative accuracy in the lower tail.
  func cumulative(_ x: Double) -> Double

  /// The probability of a value above `x`, to full relative accuracy in the upper tail.
  func survival(_ x: Double) -> Double

  /// The value below which a share `p` of the probability lies.
  ///
  /// - Precondition: `0 < p < 1`.
  func quantile(_ p: Double) -> Double

  /// The differential entropy; negative for a narrow density.
  var differentialEntropy: Information { get }

  /// Draws a value.
  func sample(using stream: inout RandomStream) -> Double
}
