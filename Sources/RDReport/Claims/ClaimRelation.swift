import RDCore

/// The comparison of a published and a measured number.
enum ClaimRelation: String, CaseIterable {
  /// The statement is equality, up to the tolerance.
  case equals

  /// The statement is that the measured one is below.
  case below

  /// The statement is that the measured one is above.
  case above

  /// Smaller is better, as for an error; within the tolerance it is reached.
  case lowerIsBetter = "lower-is-better"

  /// Larger is better, as for an accuracy.
  case higherIsBetter = "higher-is-better"

  /// The verdict.
  ///
  /// A verdict that needs an interval is not given without one, whichever side the number is on. Equality is confirmed only by an interval that lies within the tolerance
  /// as a whole: an interval that contains the published number may be wide.
  ///
  /// - Parameters:
  ///   - measured: the measured number.
  ///   - interval: its confidence interval, a single point for a count; `nil` if unknown.
  ///   - published: the published number.
  ///   - tolerance: the allowed difference: half a unit of the last printed digit, or more for a number read from a plot.
  /// - Returns: the verdict.
  func verdict(
    measured: Double, interval: Interval?, published: Double, tolerance: Double
  ) -> Verdict {
    // Allows for rounding between printed decimals and binary numbers.
    let margin = tolerance + 1e-12 * max(abs(measured), abs(published))
    // An unknown interval is unbounded.
    let range = interval ?? .realLine
    let (low, high) = (range.lower - published, range.upper - published)
    let difference = measured - published
    switch self {
    case .equals:
      if low >= -margin, high <= margin { return .confirmed }
      if low > margin || high < -margin { return .refuted }
      let isHeld = interval.map { $0.contains(published) } ?? false
      return isHeld || abs(difference) <= margin ? .notRefuted : .undecided
    case .below: return high < -margin ? .confirmed : low > margin ? .refuted : .undecided
    case .above: return low > margin ? .confirmed : high < -margin ? .refuted : .undecided
    case .lowerIsBetter:
      if high < -margin { return .better }
      if low > margin { return .notReached }
      return interval != nil && difference <= margin ? .reached : .undecided
    case .higherIsBetter:
      if low > margin { return .better }
      if high < -margin { return .notReached }
      return interval != nil && difference >= -margin ? .reached : .undecided
    }
  }
}
