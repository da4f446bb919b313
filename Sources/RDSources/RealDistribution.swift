import RDCore

/// A distribution of real numbers, with a density or of finitely many samples: what the distortion of a quantiser is computed
/// from.
public protocol RealDistribution: Sendable {
  /// The mean, in source units.
  var mean: Double { get }

  /// The variance, in squared source units; above 0.
  var variance: Double { get }

  /// The smallest interval of probability 1.
  var support: Interval { get }

  /// The moments over an interval, closed below and open above, about a reference point.
  ///
  /// - Parameters:
  ///   - interval: any interval, including one of probability 0.
  ///   - reference: a finite point; the result is most accurate if it is near the interval.
  /// - Returns: mass, first and second moment.
  func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments

  /// The moments over an interval given by distances from an origin, which keeps the digits of narrow intervals near a large
  /// origin.
  ///
  /// - Parameters:
  ///   - offsets: the interval, less the origin.
  ///   - referenceOffset: the reference point, less the origin.
  ///   - origin: any finite point.
  /// - Returns: mass, first and second moment.
  func partialMoments(
    overOffsets offsets: Interval, aboutOffset referenceOffset: Double, from origin: Double
  ) -> PartialMoments
}

extension RealDistribution {
  /// The moments over the interval of the offsets; without the additional accuracy.
  public func partialMoments(
    overOffsets offsets: Interval, aboutOffset referenceOffset: Double, from origin: Double
  ) -> PartialMoments {
    partialMoments(
      over: Interval(origin + offsets.lower, origin + offsets.upper),
      about: origin + referenceOffset)
  }

  /// The square root of the variance, in source units.
  public var standardDeviation: Double { variance.squareRoot() }
}
