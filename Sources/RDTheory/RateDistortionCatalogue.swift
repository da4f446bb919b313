import RDCore
import RDSources

package enum RateDistortionCatalogue {
  /// One entry per function, which returns `nil` for sources and measures that it does not cover; the first match counts.
  ///
  /// Closed forms precede computed functions.
  package static let all = Catalogue<
    @Sendable (Source, DistortionMeasure) throws -> (any RateDistortionFunction)?
  >(
    kind: "bound",
    [
      "gaussian-mse": { source, measure in
        guard case .density(let density) = source, measure == .meanSquaredError else { return nil }
        return GaussianRateDistortion(of: density)
      },
      "laplacian-mae": { source, measure in
        guard case .density(let density) = source, measure == .meanAbsoluteError,
          let laplacian = density as? Laplacian
        else { return nil }
        return LinearErrorRateDistortion(of: laplacian)
      },
      "exponential-one-sided": { source, measure in
        guard case .density(let density) = source, measure == .oneSidedError,
          let exponential = density as? LocationScale<Exponential>
        else { return nil }
        return LinearErrorRateDistortion(ofExponentialScale: exponential.standardDeviation)
      },
      "discrete-hamming": { source, measure in
        guard case .discrete(let discrete) = source, measure == .hamming else { return nil }
        return HammingRateDistortion(of: discrete)
      },
      "parallel-gaussians-mse": { source, measure in
        guard case .parallel(let components) = source, measure == .meanSquaredError else {
          return nil
        }
        return ParallelGaussianRateDistortion(of: components)
      },
      "stationary-gaussian-mse": { source, measure in
        guard case .process(let process) = source, measure == .meanSquaredError else { return nil }
        return StationaryGaussianRateDistortion(of: process)
      },
      "density-mse": { source, measure in
        guard case .density(let density) = source, measure == .meanSquaredError else { return nil }
        return SquaredErrorRateDistortion(of: density)
      },
      "density-mae": { source, measure in
        guard case .density(let density) = source, measure == .meanAbsoluteError else {
          return nil
        }
        return AbsoluteErrorRateDistortion(of: density)
      },
    ])

  /// The rate–distortion function of a source, or `nil` if none is known.
  ///
  /// - Throws: errors of the computation.
  package static func function(
    of source: Source, measure: DistortionMeasure
  ) throws -> (any RateDistortionFunction)? {
    for entry in all.entries {
      if let function = try entry(source, measure) { return function }
    }
    return nil
  }

  /// The rate–distortion function of independent samples with a density, or `nil` if none is known.
  package static func function(
    of density: any UnivariateDistribution, measure: DistortionMeasure
  ) throws -> (any RateDistortionFunction)? {
    try function(of: .density(density), measure: measure)
  }
}
