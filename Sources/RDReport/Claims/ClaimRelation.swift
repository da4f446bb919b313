import RDCore

/// How a published number and a measured one are to be compared.
enum ClaimRelation: String, CaseIterable {
  /// The statement is that they are equal, but for the tolerance.
  case equals

  /// The statement is that the measured one lies below.
  case below

  /// The statement is that the measured one lies above.
  case above

  /// A number that one would like small, such as an error; within the tolerance it is reached.
  case lowerIsBetter = "lower-is-better"

  /// A number that one would like large, such as an accuracy.
  case higherIsBetter = "higher-is-better"

  /// The verdict.
  ///
  /// What would need an interval to be said is not said without one. Equality is confirmed by a whole interval that lies within the tolerance and by
  /// nothing less: an interval that holds the published number may be wide.
  ///
  /// - Parameters:
  ///   - measured: the measured number.
  ///   - interval: where it lies: its confidence interval, one point of what is counted; `nil` where that is not known.
  ///   - published: the published number.
  ///   - tolerance: by how much they may differ: half a unit of the last printed digit, or more where a plot was read.
  /// - Returns: what the measurement says.
  func verdict(
    measured: Double, interval: Interval?, published: Double, tolerance: Double
  ) -> Verdict {
    // Between a printed decimal and a sum of binary numbers there is rounding.
    let margin = tolerance + 1e-12 * max(abs(measured), abs(published))
    // What is not known may be anything.
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
      return difference <= margin ? .reached : .undecided
    case .higherIsBetter:
      if low > margin { return .better }
      if high < -margin { return .notReached }
      return difference >= -margin ? .reached : .undecided
    }
  }
}
