public import RDCore
public import RDSources

/// The rate–distortion functions that are known.
public enum RateDistortionCatalogue {
  /// A line for each, which answers `nil` for sources that it does not cover.
  public static let all = Catalogue<
    @Sendable (any UnivariateDistribution, DistortionMeasure) -> (any RateDistortionFunction)?
  >(
    kind: "bound",
    [
      "gaussian-mse": { source, measure in
        measure == .meanSquaredError ? GaussianRateDistortion(of: source) : nil
      }
    ])

  /// The rate–distortion function of a source, or `nil` where none is known.
  public static func function(
    of source: any UnivariateDistribution, measure: DistortionMeasure
  ) -> (any RateDistortionFunction)? {
    for entry in all.entries {
      if let function = entry(source, measure) { return function }
    }
    return nil
  }
}
