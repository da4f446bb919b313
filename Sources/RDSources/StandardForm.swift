/// A distribution as `location + scale Z`, where `Z` has a standardised distribution of the same family.
///
/// Quantisers are designed for `Z`, where no mean dominates the scale and no power of the scale overflows or underflows.
public struct StandardForm<Distribution: Sendable>: Sendable {
  /// The distribution of `Z`.
  package let distribution: Distribution

  /// The shift, in source units.
  package let location: Double

  /// The factor, in source units; above 0.
  package let scale: Double

  /// A standard form from its parts.
  public init(distribution: Distribution, location: Double, scale: Double) {
    self.distribution = distribution
    self.location = location
    self.scale = scale
  }
}
