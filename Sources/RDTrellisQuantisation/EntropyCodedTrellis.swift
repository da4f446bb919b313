import RDCore
import RDQuantisers
import RDSources
import RealModule

/// Designs trellis-coded quantisers for an entropy code.
///
/// The path minimises `squared error + lambda length`, where the length of a symbol is that of an ideal code for the symbols of
/// its union. The initial levels, lengths and `lambda` come from theory (`TrellisStart`); then levels and lengths are improved
/// alternately on samples of the source, while `lambda` is adjusted to the required rate. The rate is the expected one over the
/// source, to about 0.002 bit. A trellis of more than 256 states has the levels and lengths of the one of 256, from which its own
/// would differ little, with another `lambda`.
///
/// > Source: [fischer1992]; half-offset codebook and spacing as measured for this project.
package struct EntropyCodedTrellis: RateDesigner {
  package let code: TrellisCode

  package init(code: TrellisCode) {
    self.code = code
  }

  package var isEntropyCoded: Bool { true }

  /// From 0.05 to 8 bits per sample; below 0.05 bits few samples leave the most probable symbol.
  package var rates: ClosedRange<Double> { 0.05...8 }

  /// The quantiser whose rate is the closest to the required one after the last pass.
  ///
  /// The residual of the convergence is the distance from that rate on the training samples, in bits.
  ///
  /// - Throws: ``DesignError/rateMissed(method:askedBitsPerSample:reachedBitsPerSample:)`` if that exceeds 0.01 bit.
  package func design(
    for density: any UnivariateDistribution, rate: Information, seed: SeedPath
  ) throws(DesignError) -> Design<RatedQuantiser> {
    let trainer = code.memory > Self.trainingMemory ? Self.trainingCode : code
    var training = TrellisTraining(
      code: trainer, density: density, sampleCount: Self.sampleCount, seed: seed)
    // A real trellis differs from the theory: the target rate is corrected by the difference, first on a part of the samples.
    var aim = rate.bits
    var book = TrainedCodebook(start: TrellisStart(density: density, rateBits: aim), code: code)
    for _ in 0..<3 {
      for _ in 0..<4 { book.improve(on: &training, count: Self.sampleCount / 2) }
      aim += max(-0.1 * rate.bits, min(0.1 * rate.bits, rate.bits - book.rateBits))
      book = TrainedCodebook(start: TrellisStart(density: density, rateBits: aim), code: code)
    }
    var passCount = 12
    var residual = train(&book, on: &training, rate: rate, passCount: &passCount)
    if trainer != code {
      training = TrellisTraining(
        code: code, density: density, sampleCount: Self.sampleCount, seed: seed)
      residual = reprice(&book, on: &training, rate: rate, passCount: &passCount)
    }
    guard residual <= 0.01 else {
      throw .rateMissed(
        method: "ectcq-\(code.stateCount)", askedBitsPerSample: rate.bits,
        reachedBitsPerSample: book.rateBits)
    }
    let quantiser = TrellisQuantiser(
      code: code, standardLevels: book.levels, standardPenalties: book.penalties,
      location: density.mean, scale: density.standardDeviation)
    return Design(
      product: RatedQuantiser(
        quantiser: quantiser, symbolProbabilities: book.symbolProbabilities),
      convergence: Convergence(
        iterationCount: passCount, residual: residual, tolerance: Self.tolerance))
  }

  /// Improves levels and lengths until they and the rate are stationary.
  ///
  /// - Returns: the error of the rate, in bits.
  private func train(
    _ book: inout TrainedCodebook, on training: inout TrellisTraining, rate: Information,
    passCount: inout Int
  ) -> Double {
    var excess = Double.infinity
    var best = (book: book, residual: Double.infinity)
    for pass in 0..<Self.passLimit {
      let lastExcess = excess
      let used = book
      book.improve(on: &training)
      passCount += 1
      excess = book.rateBits - rate.bits
      let isSettled = max(abs(excess), abs(excess - lastExcess)) <= Self.tolerance
      if isSettled, pass >= Self.leastPassCount {
        best = (book, abs(excess))
        break
      }
      // The rate is that of the levels before they were improved; if it does not converge, those are kept.
      if pass >= Self.leastPassCount, abs(excess) < best.residual {
        best = (used.withProbabilities(of: book), abs(excess))
      }
      if pass > 0 { book.correct(excessBits: excess) }
    }
    book = best.book
    guard best.residual > Self.tolerance else { return best.residual }
    passCount += settle(&book, on: &training, rate: rate)
    return abs(book.rateBits - rate.bits)
  }

  /// Adjusts the multiplier until a larger trellis than the training one has the rate, with levels and lengths fixed.
  ///
  /// Uses the secant method, for the rate is nearly linear in the logarithm of the multiplier.
  ///
  /// - Returns: the error of the rate, in bits.
  private func reprice(
    _ book: inout TrainedCodebook, on training: inout TrellisTraining, rate: Information,
    passCount: inout Int
  ) -> Double {
    let trained = book.asPrior()
    var exponent = 0.0
    var slope = -0.5
    var last: (exponent: Double, excess: Double)?
    var best = (book: book, residual: Double.infinity)
    // A part of the samples locates the multiplier, all of them determine the rate.
    var count = Self.sampleCount / 8
    for _ in 0..<Self.repricingPassLimit {
      let isPart = count < Self.sampleCount
      var held = trained.repriced(by: exponent)
      held.observe(on: &training, count: count)
      passCount += 1
      let excess = held.rateBits - rate.bits
      if !isPart, abs(excess) < best.residual { best = (held, abs(excess)) }
      if best.residual <= Self.tolerance { break }
      if let last, last.exponent != exponent {
        slope = min(-0.05, max(-2, (excess - last.excess) / (exponent - last.exponent)))
      }
      if isPart, abs(excess) <= Self.partTolerance {
        count = Self.sampleCount
        last = nil
      } else {
        last = (exponent, excess)
        exponent -= max(-0.5, min(0.5, excess / slope))
      }
    }
    book = best.book
    return best.residual
  }

  /// Solves for the multiplier at which fixed levels and lengths have the rate, then improves them, and repeats.
  ///
  /// Where a small change of the multiplier makes the levels converge to another arrangement, as for a density with bounded
  /// support, a multiplier that follows the rate from pass to pass oscillates; with levels and lengths fixed, the rate is
  /// continuous in the multiplier.
  ///
  /// - Returns: the number of passes.
  private func settle(
    _ book: inout TrainedCodebook, on training: inout TrellisTraining, rate: Information
  ) -> Int {
    var passCount = 0
    for round in 0..<Self.settlingRoundCount {
      let isLast = round == Self.settlingRoundCount - 1
      let count = isLast ? training.samples.count : training.samples.count / 4
      func excess(_ exponent: Double) -> (exponent: Double, excess: Double, book: TrainedCodebook) {
        passCount += 1
        var held = book.repriced(by: exponent)
        held.observe(on: &training, count: count)
        return (exponent, held.rateBits - rate.bits, held)
      }
      var low = excess(0)
      var high = low
      var reach = 0.1
      while low.excess < 0, low.exponent > -20 {
        high = low
        low = excess(low.exponent - reach)
        reach *= 2
      }
      while high.excess > 0, high.exponent < 20 {
        low = high
        high = excess(high.exponent + reach)
        reach *= 2
      }
      var nearest = abs(low.excess) < abs(high.excess) ? low : high
      for _ in 0..<20 where abs(nearest.excess) > Self.tolerance {
        guard low.excess > 0, high.excess < 0 else { break }
        let middle = excess((low.exponent + high.exponent) / 2)
        if middle.excess > 0 { low = middle } else { high = middle }
        if abs(middle.excess) < abs(nearest.excess) { nearest = middle }
      }
      book = nearest.book
      if !isLast {
        book.improve(on: &training, count: count)
        passCount += 1
      }
    }
    return passCount
  }

  private static var settlingRoundCount: Int { 8 }
  private static var repricingPassLimit: Int { 16 }

  /// In bits: the statistical error on a part of the samples.
  private static var partTolerance: Double { 5e-3 }

  /// The largest trellis on which levels and lengths are trained from the start.
  private static var trainingCode: TrellisCode { TrellisCode(h0: 0o515, h1: 0o362) }
  private static var trainingMemory: Int { 8 }

  private static var sampleCount: Int { 1 << 18 }
  private static var passLimit: Int { 40 }

  /// Levels and lengths are accurate to 0.001 dB after this number of passes.
  private static var leastPassCount: Int { 8 }

  /// In bits: a fraction of the statistical error on the samples.
  private static var tolerance: Double { 5e-4 }
}
