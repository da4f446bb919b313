import RealModule

/// Finds the largest step whose error, or the least whose size, keeps a limit.
///
/// Errors and sizes of real data are staircases: the search brackets the limit, measures every step that it tries, and keeps the best that was accepted.
struct StepSearch {
  /// The number of steps that are tried.
  let trialLimit: Int

  /// How near to the limit, relative to it, is near enough.
  let tolerance: Double

  /// Searches by the error.
  ///
  /// - Parameters:
  ///   - trial: what is tried.
  ///   - limit: of the mean-square error, above 0.
  ///   - start: the first step.
  /// - Returns: the trial of the largest step that keeps the limit; `nil` if none does.
  func largestStep(
    _ trial: any QuantisationTrial, meanSquareError limit: Double, start: Double
  ) -> QuantisedTrial? {
    var best: QuantisedTrial?
    var accepted: Double?
    var rejected: Double?
    var (lower, upper) = (0.0, 0.0)
    var step = start
    for _ in 0..<trialLimit {
      let found = trial.quantise(step: step)
      let ratio = found.meanSquareError / limit
      if ratio <= 1 {
        if step > accepted ?? 0 {
          (best, accepted, lower) = (found, step, ratio)
        }
        if ratio >= 1 - tolerance { break }
      } else if step < rejected ?? .infinity {
        (rejected, upper) = (step, ratio)
      }
      let aim = 1 - tolerance / 2
      if let accepted, let rejected, rejected > accepted {
        if rejected / accepted < 1.0005 { break }
        // By the logarithms of steps and errors, away from the ends.
        let low = Double.log(max(lower, 1e-9))
        let fraction = (Double.log(aim) - low) / (Double.log(upper) - low)
        let share = max(0.1, min(0.9, fraction))
        step = accepted * Double.pow(rejected / accepted, share)
      } else {
        let factor = max(1.0 / 64, min(4, (aim / max(ratio, 1e-9)).squareRoot()))
        step *= ratio > 1 ? min(factor, 0.998) : max(factor, 1.002)
      }
      guard step > 1e-300, step < 1e9 else { break }
    }
    return best
  }

  /// Searches by the size.
  ///
  /// - Parameters:
  ///   - trial: what is tried.
  ///   - limit: in bits.
  ///   - count: the numbers of the array.
  ///   - start: the first step.
  ///   - size: the bits that a trial takes.
  /// - Returns: the largest trial within the limit, and the least size of all.
  func largestSize(
    _ trial: any QuantisationTrial, limit: Double, count: Int, start: Double,
    size: (QuantisedTrial) -> Double
  ) -> (best: QuantisedTrial?, least: Double) {
    var best: QuantisedTrial?
    var bestSize = 0.0
    var least = Double.infinity
    // Steps, and the bits by which their sizes miss the limit.
    var within: (step: Double, miss: Double)?
    var beyond: (step: Double, miss: Double)?
    var step = start
    for _ in 0..<trialLimit {
      let found = trial.quantise(step: step)
      let bits = size(found)
      least = min(least, bits)
      let miss = bits - limit * (1 - tolerance / 2)
      if bits <= limit {
        if bits > bestSize { (best, bestSize) = (found, bits) }
        if bits >= limit * (1 - tolerance) || bits >= limit - 8 { break }
        if within.map({ step < $0.step }) ?? true { within = (step, miss) }
      } else if beyond.map({ step > $0.step }) ?? true {
        beyond = (step, miss)
      }
      if let within, let beyond, beyond.step < within.step {
        if within.step / beyond.step < 1.00002 { break }
        let share = max(0.08, min(0.92, beyond.miss / (beyond.miss - within.miss)))
        step = beyond.step * Double.pow(within.step / beyond.step, share)
      } else {
        // A bit of each number halves the step.
        let octaves = max(-6, min(6, 1.3 * miss / Double(max(1, count))))
        step *= Double.pow(2, abs(octaves) < 0.01 ? (miss > 0 ? 0.01 : -0.01) : octaves)
        if within == nil, octaves > 0, best == nil, step < 1 { step *= 1.05 }
      }
      guard step > 1e-300, step < 1e9 else { break }
    }
    return (best, least)
  }
}
