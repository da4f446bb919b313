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
      "discrete-mse": { source, measure in
        guard case .discrete(let discrete) = source, measure == .meanSquaredError else {
          return nil
        }
        try discrete.checkCount(
          under: measure, limit: DiscreteSquaredErrorRateDistortion.symbolLimit)
        return DiscreteSquaredErrorRateDistortion(of: discrete)
      },
      "discrete-mae": { source, measure in
        guard case .discrete(let discrete) = source, measure == .meanAbsoluteError,
          let values = discrete.values
        else { return nil }
        try discrete.checkCount(under: measure, limit: 1 << 10)
        // Between two values the column sums are convex, so that no other reproduction does better than the values.
        return BlahutArimoto(
          of: discrete, distortions: values.map { x in values.map { abs(x - $0) } },
          measure: measure)
      },
      "erased-hamming": { source, measure in
        guard case .erased(let bits) = source, measure == .hamming else { return nil }
        return ErasedBitsRateDistortion(of: bits)
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

extension DiscreteDistribution {
  /// Checks that there are not more symbols than a computation has time for.
  fileprivate func checkCount(under measure: DistortionMeasure, limit: Int) throws(Diagnosis) {
    guard values == nil || symbolCount <= limit else {
      throw .wrongUse(
        "R(D) under \(measure.rawValue) is computed for at most \(limit) symbols, but the source has \(symbolCount). Join neighbouring values, or take --measure hamming."
      )
    }
  }
}
