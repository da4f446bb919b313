import RDCore

/// A parameter of a family that is fitted to samples.
package struct FitParameter: Sendable {
  /// What a parameter does, which says where its search begins and ends.
  enum Role: Sendable {
    /// The position of a density or a component: begins at these quantiles, and at the most frequent sample.
    case position(quantiles: [Double])

    /// A positive factor: begins at these fractions of the samples' spread.
    case scale(starts: [Double])

    /// A shape within a range.
    case shape(ClosedRange<Double>, starts: [Double])

    /// The lower and the upper end of the support, beyond the samples.
    case lowerEnd
    case upperEnd

    /// The probability of the first of two components; the other one's follows.
    case share
  }

  /// The key of the descriptor; parameters of the same key are a list.
  let key: String

  let role: Role

  static func mean(_ quantiles: Double...) -> FitParameter {
    FitParameter(key: "mean", role: .position(quantiles: quantiles.isEmpty ? [0.5] : quantiles))
  }

  static func scale(_ key: String = "scale", _ starts: Double...) -> FitParameter {
    FitParameter(key: key, role: .scale(starts: starts.isEmpty ? [0.7] : starts))
  }

  static func shape(
    _ key: String = "shape", in range: ClosedRange<Double>, from starts: Double...
  ) -> FitParameter {
    FitParameter(key: key, role: .shape(range, starts: starts))
  }

  static let location = FitParameter(key: "location", role: .lowerEnd)
  static let lower = FitParameter(key: "lower", role: .lowerEnd)
  static let upper = FitParameter(key: "upper", role: .upperEnd)
}
