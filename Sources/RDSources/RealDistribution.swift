import RDCore

/// How real numbers are spread, by a density or by counting samples: what suffices to measure a quantiser.
public protocol RealDistribution: Sendable {
  /// The mean, in source units.
  var mean: Double { get }

  /// The variance, in squared source units; above 0.
  var variance: Double { get }

  /// The least interval that holds all of the probability.
  var support: Interval { get }

  /// The moments over an interval, closed below and open above, about a reference point.
  ///
  /// - Parameters:
  ///   - interval: any interval, also where nothing lies.
  ///   - reference: a finite point; the result is most accurate if it is near the interval.
  /// - Returns: mass, first and second moment.
  func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments

  /// The same with all places given as distances from an origin, which keeps the digits of narrow intervals near an origin
  /// that is large.
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
  /// The moments over the interval that the offsets make.
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
