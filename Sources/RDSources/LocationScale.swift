import RDCore
import RealModule

/// A shifted and scaled distribution: that of `location + scale Z`, where `Z` has the base distribution.
///
/// A family of shapes is implemented once, in the unit in which its formulas are shortest, and gets its mean and standard
/// deviation, or its location and scale, here.
package struct LocationScale<Base: UnivariateDistribution>: UnivariateDistribution {
  /// The distribution of `Z`.
  package let base: Base

  /// The shift, in source units.
  package let location: Double

  /// The factor, in source units; above 0.
  package let scale: Double

  /// The base distribution, shifted and scaled.
  ///
  /// - Precondition: `location` is finite and `scale` is positive and finite.
  package init(_ base: Base, location: Double, scale: Double) {
    precondition(location.isFinite && scale > 0 && scale.isFinite)
    self.base = base
    self.location = location
    self.scale = scale
  }

  /// The base distribution, shifted and scaled to a given mean and standard deviation.
  ///
  /// - Precondition: `mean` is finite and `standardDeviation` lies between 1e-150 and 1e150.
  package init(_ base: Base, mean: Double = 0, standardDeviation: Double = 1) {
    precondition(SourceScale.range.contains(standardDeviation))
    let scale = standardDeviation / base.standardDeviation
    self.init(base, location: mean - scale * base.mean, scale: scale)
  }

  /// Shifts and scales by the `mean` and the `standard-deviation`, or the `scale`, of a descriptor.
  ///
  /// - Throws: `DescriptorError` for a value out of range, or a deviation and a scale.
  init(_ base: Base, meanAndDeviationOf descriptor: Descriptor) throws(DescriptorError) {
    self.init(
      base, mean: try SourceScale.location("mean", of: descriptor),
      standardDeviation: try SourceScale.deviation(
        of: descriptor, atScaleOne: base.standardDeviation))
  }

  /// Shifts and scales by the `location` and `scale` of a descriptor.
  ///
  /// - Throws: `DescriptorError` for a value out of range.
  init(_ base: Base, locationAndScaleOf descriptor: Descriptor) throws(DescriptorError) {
    self.init(
      base, location: try SourceScale.location("location", of: descriptor),
      scale: try SourceScale.scale("scale", of: descriptor))
  }

  package var mean: Double { location + scale * base.mean }

  package var variance: Double { scale * (scale * base.variance) }

  package var support: Interval {
    Interval(location + scale * base.support.lower, location + scale * base.support.upper)
  }

  package var breakpoints: [Double] { base.breakpoints.map { location + scale * $0 } }

  package var isLogConcave: Bool { base.isLogConcave }

  package var tailIndex: Double { base.tailIndex }

  package var isSymmetric: Bool { base.isSymmetric }

  /// The base, scaled to variance 1, shifted and scaled.
  package var standardForm: StandardForm<LocationScale<Base>> {
    let unit = 1 / base.standardDeviation
    return StandardForm(
      distribution: LocationScale(base, location: 0, scale: unit), location: location,
      scale: scale / unit)
  }

  package func density(at x: Double) -> Double { base.density(at: inBaseUnits(x)) / scale }

  package func cumulative(_ x: Double) -> Double { base.cumulative(inBaseUnits(x)) }

  package func survival(_ x: Double) -> Double { base.survival(inBaseUnits(x)) }

  package func quantile(_ p: Double) -> Double { location + scale * base.quantile(p) }

  /// The base's entropy plus the logarithm of the scale.
  package var differentialEntropy: Information {
    .nats(base.differentialEntropy.nats + Double.log(scale))
  }

  package func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments {
    base.partialMoments(
      over: Interval(inBaseUnits(interval.lower), inBaseUnits(interval.upper)),
      about: inBaseUnits(reference)
    ).scaled(by: scale)
  }

  package func sample(using stream: inout RandomStream) -> Double {
    location + scale * base.sample(using: &stream)
  }

  private func inBaseUnits(_ x: Double) -> Double { (x - location) / scale }
}

extension LocationScale: Equatable where Base: Equatable {}

extension UnivariateDistribution {
  /// The distribution of `location + scale Z`, where `Z` has this one.
  ///
  /// A density of your own is written once, in the unit in which its formulas are shortest; the result is designed for and
  /// integrated in that unit.
  ///
  /// - Parameters:
  ///   - location: the shift, in source units; finite.
  ///   - scale: the factor, above 0 and finite.
  /// - Returns: a distribution with the moments, quantiles and samples that follow.
  public func transformed(location: Double, scale: Double) -> some UnivariateDistribution {
    LocationScale(self, location: location, scale: scale)
  }

  /// The distribution shifted and scaled to a mean and a standard deviation.
  ///
  /// - Parameters:
  ///   - mean: in source units; finite.
  ///   - standardDeviation: in source units; from 1e-150 to 1e150.
  /// - Returns: a distribution with the moments, quantiles and samples that follow.
  public func transformed(
    mean: Double, standardDeviation: Double
  ) -> some UnivariateDistribution {
    LocationScale(self, mean: mean, standardDeviation: standardDeviation)
  }

  /// The distribution shifted and scaled to mean 0 and standard deviation 1; itself if it has these.
  package var standardised: any UnivariateDistribution {
    if mean == 0, standardDeviation == 1 { return self }
    return LocationScale(self, mean: 0, standardDeviation: 1)
  }
}
