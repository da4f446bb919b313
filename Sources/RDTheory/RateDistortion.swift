import RDCore
import RDSources

/// The rate–distortion functions of sources.
public enum RateDistortion {
  /// R(D) of independent samples with a density: a closed form where one is known, else computed with a certificate.
  ///
  /// ```swift
  /// let bound = try RateDistortion.function(of: Gaussian(standardDeviation: 2))
  /// bound.ratePerSample(atDistortion: 1).value.bits  // 1
  /// ```
  ///
  /// - Parameters:
  ///   - density: any density, also one of your own.
  ///   - measure: `meanSquaredError` or `meanAbsoluteError`; `oneSidedError` for exponential densities.
  /// - Throws: ``RateDistortionError/notKnown(measure:)`` where no function is known; what a computation throws.
  public static func function(
    of density: any UnivariateDistribution, measure: DistortionMeasure = .meanSquaredError
  ) throws -> any RateDistortionFunction {
    guard let function = try RateDistortionCatalogue.function(of: density, measure: measure) else {
      throw RateDistortionError.notKnown(measure: measure)
    }
    return function
  }

  /// The normal approximation, a converse and an achievability bound for blocks of Gaussian samples.
  ///
  /// > Source: [kostina2012].
  public static func finiteBlocklengthBounds(
    of gaussian: Gaussian
  ) -> [any FiniteBlocklengthBound] {
    FiniteBlocklengthCatalogue.bounds(of: .density(gaussian), measure: .meanSquaredError)
  }
}

/// Why there is no rate–distortion function.
public enum RateDistortionError: DiagnosedError, Equatable {
  /// None is known for the source under this measure.
  case notKnown(measure: DistortionMeasure)

  public var failureClass: FailureClass { .wrongUse }

  public var description: String {
    switch self {
    case .notKnown(let measure):
      "No rate-distortion function is known for this source and the measure '\(measure.rawValue)'. Use another measure."
    }
  }
}
