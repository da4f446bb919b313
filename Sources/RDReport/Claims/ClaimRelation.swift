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
  /// - Parameters:
  ///   - measured: the measured number.
  ///   - halfWidth: that of its confidence interval; 0 where none is known.
  ///   - published: the published number.
  ///   - tolerance: by how much they may differ: half a unit of the last printed digit, or more where a plot was read.
  /// - Returns: what the measurement says.
  func verdict(measured: Double, halfWidth: Double, published: Double, tolerance: Double) -> Verdict
  {
    let difference = measured - published
    // Between a printed decimal and a sum of binary numbers there is rounding.
    let reach = halfWidth + tolerance + 1e-12 * max(abs(measured), abs(published))
    return switch self {
    case .equals: abs(difference) <= reach ? .confirmed : .refuted
    case .below: difference < -reach ? .confirmed : difference > reach ? .refuted : .undecided
    case .above: difference > reach ? .confirmed : difference < -reach ? .refuted : .undecided
    case .lowerIsBetter: difference < -reach ? .better : difference > reach ? .notReached : .reached
    case .higherIsBetter:
      difference > reach ? .better : difference < -reach ? .notReached : .reached
    }
  }
}
