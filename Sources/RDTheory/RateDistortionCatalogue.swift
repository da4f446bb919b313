public import RDCore
public import RDSources

/// The known rate–distortion functions: a line for each, which answers `nil` for sources that it does not cover.
public let rateDistortionCatalogue = Catalogue<
  @Sendable (any UnivariateDistribution, DistortionMeasure) -> (any RateDistortionFunction)?
>(
  kind: "bound",
  [
    "gaussian-mse": { source, measure in
      measure == .meanSquaredError ? GaussianRateDistortion(of: source) : nil
    }
  ])

/// The rate–distortion function of a source, or `nil` where none is known.
public func rateDistortionFunction(
  of source: any UnivariateDistribution, measure: DistortionMeasure
) -> (any RateDistortionFunction)? {
  for entry in rateDistortionCatalogue.entries {
    if let function = entry(source, measure) { return function }
  }
  return nil
}
