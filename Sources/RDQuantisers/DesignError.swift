import RDCore

/// Why a design failed.
public enum DesignError: Error, CustomStringConvertible, DiagnosedError, Equatable {
  /// The iteration limit was reached before the tolerance; the residual is in the unit that the method documents.
  case didNotConverge(method: String, levelCount: Int, Convergence)

  /// A cell of the partition, indexed from 0 upwards, has no probability.
  case emptyCell(index: Int, levelCount: Int)

  /// The fraction, from 0 to 1, of the error that a heavy tail causes in the outermost cells is too large for a method of uniform steps.
  case tailTooHeavy(levelCount: Int, shareOfError: Double)

  /// The samples have fewer different values than there are levels.
  case tooFewDistinctSamples(levelCount: Int, distinct: Int)

  /// The levels are closer together than adjacent floating-point numbers at their location; location and scale in source units.
  case notResolved(levelCount: Int, location: Double, scale: Double)

  /// The support at this rate needs an alphabet of too many symbols.
  case alphabetTooLarge(rateBitsPerSample: Double, symbolCount: Double, limit: Int)

  /// The method reaches no rate close enough to the one asked for; both in bits per sample.
  case rateMissed(method: String, askedBitsPerSample: Double, reachedBitsPerSample: Double)

  /// The method has no quantisers of the rate asked for; both in bits per sample.
  case rateOutOfRange(
    method: String, rateBitsPerSample: Double, ratesBitsPerSample: ClosedRange<Double>)

  package var failureClass: FailureClass {
    switch self {
    case .didNotConverge, .emptyCell, .tailTooHeavy: .trialFailed
    case .tooFewDistinctSamples: .badData
    case .notResolved, .alphabetTooLarge, .rateMissed, .rateOutOfRange: .wrongUse
    }
  }

  /// The message.
  public var description: String {
    switch self {
    case .didNotConverge(let method, let levelCount, let convergence):
      "\(method) with \(levelCount) levels stopped after \(convergence.iterationCount) steps at \(convergence.residual), above its tolerance \(convergence.tolerance). Take a lower rate or fewer levels, or another method."
    case .emptyCell(let index, let levelCount):
      "Cell \(index) of \(levelCount) has no probability. Take a lower rate or fewer levels."
    case .tailTooHeavy(let levelCount, let share):
      "Equal steps would have to continue beyond \(levelCount) levels: a fraction \(share) of the error is in the outermost cells. Take a lower rate, or a method whose steps grow, as those of ecsq."
    case .tooFewDistinctSamples(let levelCount, let distinct):
      "There are \(distinct) different samples to design on, too few for \(levelCount) levels. Take at most \(distinct) levels, or more samples."
    case .notResolved(let levelCount, let location, let scale):
      "At \(location), numbers are too coarse to tell \(levelCount) levels over \(scale) apart. Subtract the mean from the source, or take a lower rate or fewer levels."
    case .alphabetTooLarge(let rate, let symbolCount, let limit):
      "At \(rate) bits per sample, the tails of the source need an alphabet of about \(symbolCount.rounded()) symbols, above the limit of \(limit). Take a lower rate."
    case .rateMissed(let method, let asked, let reached):
      "\(method) comes to \(reached) bits per sample for this source where \(asked) are asked for, and has no quantiser nearer to it. Take another rate or another method."
    case .rateOutOfRange(let method, let rate, let rates):
      "'\(method)' has no quantiser of \(rate) bits per sample. Take a rate from \(rates.lowerBound) to \(rates.upperBound)."
    }
  }
}
