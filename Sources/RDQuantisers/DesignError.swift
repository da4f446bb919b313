import RDCore

/// Why no quantiser could be made.
public enum DesignError: DiagnosedError, Equatable {
  /// The iteration limit came before the tolerance.
  case didNotConverge(method: String, levelCount: Int, Convergence)

  /// A cell of the partition has no probability.
  case emptyCell(index: Int, levelCount: Int)

  /// Of a heavy tail, more is left to the outermost cells than a method of equal steps may leave there.
  case tailTooHeavy(levelCount: Int, shareOfError: Double)

  /// There are fewer different samples than levels.
  case tooFewDistinctSamples(levelCount: Int, distinct: Int)

  /// The levels lie closer together than the numbers at their place do.
  case notResolved(levelCount: Int, location: Double, scale: Double)

  /// The source reaches so far at this rate that an alphabet has too many symbols.
  case alphabetTooLarge(rateBitsPerSample: Double, symbolCount: Double, limit: Int)

  /// No quantiser of the method comes near to a rate.
  case rateMissed(method: String, askedBitsPerSample: Double, reachedBitsPerSample: Double)

  /// Samples that do not suffice are bad data; everything else is a failure of the computation.
  public var failureClass: FailureClass {
    switch self {
    case .didNotConverge, .emptyCell, .tailTooHeavy: .trialFailed
    case .tooFewDistinctSamples: .badData
    case .notResolved, .alphabetTooLarge, .rateMissed: .wrongUse
    }
  }

  /// The message.
  public var description: String {
    switch self {
    case .didNotConverge(let method, let levelCount, let convergence):
      "\(method) with \(levelCount) levels stopped after \(convergence.iterationCount) steps at \(convergence.residual), above its tolerance \(convergence.tolerance). Take fewer levels."
    case .emptyCell(let index, let levelCount):
      "Cell \(index) of \(levelCount) has no probability. Take fewer levels."
    case .tailTooHeavy(let levelCount, let share):
      "Equal steps would have to go on beyond \(levelCount) levels: a share \(share) of the error is in the outermost cells. Take a lower rate, or a method whose steps grow, as those of ecsq."
    case .tooFewDistinctSamples(let levelCount, let distinct):
      "There are \(distinct) different samples to design on, too few for \(levelCount) levels. Take at most \(distinct) levels, or more samples."
    case .notResolved(let levelCount, let location, let scale):
      "At \(location), numbers are too coarse to tell \(levelCount) levels over \(scale) apart. Subtract the mean from the source, or take fewer levels."
    case .alphabetTooLarge(let rate, let symbolCount, let limit):
      "At \(rate) bits per sample, the tails of the source need an alphabet of about \(symbolCount.rounded()) symbols, above the limit of \(limit). Take a lower rate."
    case .rateMissed(let method, let asked, let reached):
      "\(method) comes to \(reached) bits per sample for this source where \(asked) are asked for, and has no quantiser nearer to it. Take another rate or another method."
    }
  }
}
