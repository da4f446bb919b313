import RDCore
import RDQuantisers
import RDSources
import RealModule

/// Designs two-level polar quantisers.
///
/// Levels, probabilities, priors and the numbers of sent bits follow from the density (`PolarAlphabet`), and which indices are
/// sent from their weights: nothing is trained. A code of finite length has a slightly higher rate than its design information,
/// so samples are encoded to measure the rate. First the design information is adjusted until the rate fits, then the slope by
/// which the encoder weighs squared error against bits.
///
/// > Source: two-level construction with entropy coding as measured for this project; multilevel polar lattices for compression [liu2015].
package struct PolarDesigner: RateDesigner {
  /// A block has `2^exponent` samples, 10 to 22.
  package let exponent: Int

  /// Paths that the encoder keeps, 1 to 128; 1 is successive cancellation.
  package let listSize: Int

  /// The exponents of the lengths that a block may have.
  package static let exponents = PolarCode.exponents

  /// The numbers of paths that an encoder may keep.
  package static let listSizes = 1...128

  /// A design for a length and a list.
  ///
  /// - Precondition: the numbers are in their ranges.
  package init(exponent: Int, listSize: Int) {
    precondition(Self.exponents.contains(exponent) && Self.listSizes.contains(listSize))
    self.exponent = exponent
    self.listSize = listSize
  }

  package var isEntropyCoded: Bool { true }

  /// From 0.1 bit, where most of the rate is the first level's, to 8 bits.
  package var rates: ClosedRange<Double> { 0.1...8 }

  /// The quantiser whose rate on samples comes within the tolerance of the one asked for.
  ///
  /// The residual of the convergence is the distance from that rate on the training samples, in bits.
  ///
  /// - Throws: ``DesignError/rateMissed(method:askedBitsPerSample:reachedBitsPerSample:)`` where that is more than a hundredth of a bit.
  package func design(
    for density: any UnivariateDistribution, rate: Information, seed: SeedPath
  ) throws(DesignError) -> Design<RatedQuantiser> {
    let training = PolarTraining(
      density: density, exponent: min(exponent, Self.trainingExponent), listSize: listSize,
      seed: seed)
    // The longer a block, the less rate for the same slope.
    let aim = rate.bits + 4e-4 * Double(max(0, exponent - Self.trainingExponent))
    // The excess over the information is about this; it falls as the fourth root of the length.
    var information = aim - 0.0066 * Double.exp2(Double(16 - exponent) / 5)
    var stepCount = 0
    var trials: [PolarTraining.Trial] = []
    for _ in 0..<Self.designCount {
      let alphabet = PolarAlphabet(density: density, rateBits: max(information, 0.5 * aim))
      let trial = training.trial(alphabet, slopeFactor: 1)
      stepCount += 1
      trials.append(trial)
      information -= trial.rateBits - aim
      if abs(trial.rateBits - aim) < Self.coarseTolerance { break }
    }
    func residual(_ trial: PolarTraining.Trial) -> Double { abs(trial.rateBits - aim) }
    guard var best = trials.min(by: { residual($0) < residual($1) }) else {
      preconditionFailure("there is at least one design")
    }
    // The rate is linear in the logarithm of the slope: at first with the usual coefficient, then with the observed one.
    let alphabet = best.alphabet
    var last = (logarithm: 0.0, excess: best.rateBits - aim)
    var sensitivity = 0.27
    for _ in 0..<Self.slopeCount where residual(best) > Self.tolerance {
      let step = -last.excess / sensitivity
      let logarithm = max(-Self.slopeReach, min(Self.slopeReach, last.logarithm + step))
      guard logarithm != last.logarithm else { break }
      let trial = training.trial(alphabet, slopeFactor: Double.exp(logarithm))
      stepCount += 1
      let excess = trial.rateBits - aim
      let seen = (excess - last.excess) / (logarithm - last.logarithm)
      // Where nearly all of the rate is raw bits, the slope costs error and does not change the rate.
      guard (0.05...1).contains(seen) else { break }
      sensitivity = seen
      last = (logarithm, excess)
      if residual(trial) < residual(best) { best = trial }
    }
    guard residual(best) <= 0.01 else {
      throw .rateMissed(
        method: "polar", askedBitsPerSample: rate.bits,
        reachedBitsPerSample: rate.bits + best.rateBits - aim)
    }
    return Design(
      product: quantiser(best, density: density),
      convergence: Convergence(
        iterationCount: stepCount, residual: residual(best), tolerance: Self.coarseTolerance))
  }

  private func quantiser(
    _ trial: PolarTraining.Trial, density: any UnivariateDistribution
  ) -> RatedQuantiser {
    let quantiser = trial.quantiser(
      exponent: exponent, listSize: listSize, location: density.mean,
      scale: density.standardDeviation)
    return RatedQuantiser(quantiser: quantiser, symbolProbabilities: quantiser.symbolProbabilities)
  }

  /// Longer blocks are not used in training: they would take long and tell nothing new.
  private static var trainingExponent: Int { 17 }

  private static var designCount: Int { 5 }
  private static var slopeCount: Int { 3 }

  /// The slope changes by 15 % at most, which leaves the gap to R(D) unchanged.
  private static var slopeReach: Double { 0.15 }

  /// In bits: the rate error that the slope can correct.
  private static var coarseTolerance: Double { 2e-3 }

  /// In bits: the noise of the training samples.
  private static var tolerance: Double { 3e-4 }
}
