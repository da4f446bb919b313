public import RDCore
public import RDSources
internal import RealModule

/// Designs trellis-coded quantisers for an entropy code.
///
/// The path is chosen for the least `squared error + lambda length`, where the length of a symbol is that of an ideal code for
/// the symbols of its union. The levels, lengths and `lambda` begin with what theory gives (``TrellisStart``); then levels
/// and lengths are improved in turns on samples of the source, while `lambda` is led to where the rate is the one asked for.
/// The rate is what the training samples tell of the source, to about 0.002 bit. A source with a bounded support has rates
/// at which no number of levels fits, and which are missed by up to 0.02 bit.
///
/// > Source: [fischer1992]; half-offset codebook and spacing as measured for this project.
public struct EntropyCodedTrellis: RateDesigner {
  /// The trellis.
  public let code: TrellisCode

  /// A design for a trellis.
  public init(code: TrellisCode) {
    self.code = code
  }

  /// The symbols are meant for an entropy coder.
  public var isEntropyCoded: Bool { true }

  /// From 0.05 bit, below which hardly a symbol is unlikely, to 8 bits.
  public var rates: ClosedRange<Double> { 0.05...8 }

  /// The quantiser whose rate comes as near to the one asked for as the last pass could lead it.
  ///
  /// The residual of the convergence is the distance from that rate on the training samples, in bits.
  public func design(
    for density: any UnivariateDistribution, rate: Information, seed: SeedPath
  ) throws(DesignError) -> Design<RatedQuantiser> {
    var training = TrellisTraining(
      code: code, density: density, sampleCount: Self.sampleCount, seed: seed)
    // A real trellis comes out beside the theory: aim beside the rate by as much, first on a part of the samples.
    var aim = rate.bits
    var book = TrainedCodebook(start: TrellisStart(density: density, rateBits: aim), code: code)
    for _ in 0..<3 {
      for _ in 0..<4 { book.improve(on: &training, count: Self.sampleCount / 2) }
      aim += max(-0.1 * rate.bits, min(0.1 * rate.bits, rate.bits - book.rateBits))
      book = TrainedCodebook(start: TrellisStart(density: density, rateBits: aim), code: code)
    }
    var passCount = 12
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
      // The rate is that of the levels before they were improved; where it does not settle, they are the ones to keep.
      if pass >= Self.leastPassCount, abs(excess) < best.residual {
        best = (used.withProbabilities(of: book), abs(excess))
      }
      if pass > 0 { book.correct(excessBits: excess) }
    }
    book = best.book
    let quantiser = TrellisQuantiser(
      code: code, standardLevels: book.levels, standardPenalties: book.penalties,
      location: density.mean, scale: density.standardDeviation)
    return Design(
      product: RatedQuantiser(
        quantiser: quantiser, symbolProbabilities: book.symbolProbabilities),
      convergence: Convergence(
        iterationCount: passCount, residual: best.residual, tolerance: Self.tolerance))
  }

  private static var sampleCount: Int { 1 << 18 }
  private static var passLimit: Int { 40 }

  /// Levels and lengths are good to 0.001 dB after so many passes.
  private static var leastPassCount: Int { 8 }

  /// In bits, a fraction of what the chance of the samples makes.
  private static var tolerance: Double { 5e-4 }
}
