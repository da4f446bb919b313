/// A distribution as `location + scale Z`, where `Z` has a standardised distribution of the same family.
///
/// Designs are made for `Z`, where no mean swamps the scale and no power of the scale leaves the range of numbers.
public struct StandardForm<Distribution: Sendable>: Sendable {
  /// The distribution of `Z`.
  public let distribution: Distribution

  /// What is added, in source units.
  public let location: Double

  /// What is multiplied by, in source units; above 0.
  public let scale: Double

  /// A standard form.
  public init(distribution: Distribution, location: Double, scale: Double) {
    self.distribution = distribution
    self.location = location
    self.scale = scale
  }
}
