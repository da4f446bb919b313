import RDCore
import RDSources

/// The rate–distortion functions of sources.
public enum RateDistortion {
  /// R(D) of independent samples with a density: a closed form where one is known, else computed with certified bounds.
  ///
  /// ```swift
  /// let bound = try RateDistortion.function(of: Gaussian(standardDeviation: 2))
  /// bound.ratePerSample(atDistortion: 1).value?.bits  // 1
  /// ```
  ///
  /// - Parameters:
  ///   - density: any density, including a type of your own.
  ///   - measure: `meanSquaredError` or `meanAbsoluteError`; `oneSidedError` for exponential densities.
  /// - Returns: the function, with certified bounds at every query: as certain as the density, which is checked to about 1e-6.
  /// - Throws: ``RateDistortionError/notKnown(measure:)`` if no function is known; the error of
  ///   ``/RDSources/UnivariateDistribution/check()`` for a density of your own that contradicts itself; errors of the computation.
  public static func function(
    of density: any UnivariateDistribution, measure: DistortionMeasure = .meanSquaredError
  ) throws -> any RateDistortionFunction {
    if !(density is any VerifiedDistribution) { try density.check() }
    return try function(of: .density(density), measure: measure)
  }

  /// R(D) of a source by its name, as `rdtool bound` takes it: a density, a discrete source, or a Gaussian process.
  ///
  /// ```swift
  /// let bound = try RateDistortion.function(named: "gauss-markov:rho=0.9")
  /// bound.ratePerSample(atDistortion: 0.1).value?.bits
  /// ```
  ///
  /// - Parameters:
  ///   - text: one of ``/RDSources/SourceCatalogue/names``, with its parameters after a colon.
  ///   - measure: of the distortion; `nil` for the Hamming distortion of a discrete source and the mean-square error of all others.
  /// - Returns: the function, per sample.
  /// - Throws: an error with a message for an unknown name or parameter; ``RateDistortionError/notKnown(measure:)`` for a measure
  ///   that does not fit the source; errors of the computation.
  public static func function(
    named text: String, measure: DistortionMeasure? = nil
  ) throws -> any RateDistortionFunction {
    let source = try SourceCatalogue.source(Descriptor(parsing: text))
    return try function(of: source, measure: measure ?? source.defaultMeasure)
  }

  private static func function(
    of source: Source, measure: DistortionMeasure
  ) throws -> any RateDistortionFunction {
    guard let function = try RateDistortionCatalogue.function(of: source, measure: measure) else {
      throw RateDistortionError.notKnown(measure: measure)
    }
    return function
  }

  /// The normal approximation, a converse and an achievability bound for blocks of Gaussian samples; for other sources there is
  /// ``NormalApproximation``.
  ///
  /// > Source: [kostina2012].
  public static func finiteBlocklengthBounds(
    of gaussian: Gaussian
  ) -> [any FiniteBlocklengthBound] {
    [NormalApproximation(of: GaussianRateDistortion(variance: gaussian.variance))]
      + FiniteBlocklengthCatalogue.bounds(of: .density(gaussian), measure: .meanSquaredError)
  }
}

extension Source {
  /// The measure of a distortion that is asked for without one: Hamming for discrete sources, else the mean-square error.
  package var defaultMeasure: DistortionMeasure {
    switch self {
    case .discrete, .erased: .hamming
    case .density, .process, .parallel: .meanSquaredError
    }
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
