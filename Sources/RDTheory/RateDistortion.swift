import RDCore
import RDSources

/// The rate–distortion functions of sources.
public enum RateDistortion {
  /// R(D) of independent samples with a density: a closed form where one is known, else computed with certified bounds.
  ///
  /// ```swift
  /// let bound = try RateDistortion.function(of: Gaussian(standardDeviation: 2))
  /// bound.ratePerSample(atDistortion: 1).value.bits  // 1
  /// ```
  ///
  /// - Parameters:
  ///   - density: any density, including a type of your own.
  ///   - measure: `meanSquaredError` or `meanAbsoluteError`; `oneSidedError` for exponential densities.
  /// - Returns: the function, with certified bounds at every query.
  /// - Throws: ``RateDistortionError/notKnown(measure:)`` if no function is known; errors of the computation.
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
public enum RateDistortionError: Error, CustomStringConvertible, DiagnosedError, Equatable {
  /// No function is known for the source under this measure.
  case notKnown(measure: DistortionMeasure)

  package var failureClass: FailureClass { .wrongUse }

  /// The message, with the measure.
  public var description: String {
    switch self {
    case .notKnown(let measure):
      "No rate-distortion function is known for this source and the measure '\(measure.rawValue)'. Use another measure."
    }
  }
}
