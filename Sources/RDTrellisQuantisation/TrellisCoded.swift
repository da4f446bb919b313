import RDCore
import RDQuantisers
import RDScalarQuantisation
import RDSources
import RealModule

/// Designs trellis-coded quantisers of a fixed rate.
///
/// A quantiser of `R` bits has a codebook of `2^(R+1)` levels, twice as many as a scalar quantiser of its rate: one bit says
/// the branch, the others the level in its subset. In between, codebooks of `4 n` levels have the rates `1 + log2 n`.
/// The levels are those of the best scalar quantiser of their number, or improved from there on samples of the source, by
/// turns taking the best paths for the levels and the best levels for the paths.
///
/// > Source: [marcellin1990].
package struct TrellisCoded: RateDesigner {
  /// Where the levels come from.
  package enum Alphabet: String, Sendable, CaseIterable {
    /// The scalar quantiser of least mean-square error.
    case lloydMax = "lloyd-max"

    /// The same, improved for the trellis.
    case optimised
  }

  /// The trellis.
  package let code: TrellisCode

  /// Where the levels come from.
  package let alphabet: Alphabet

  /// A design for a trellis.
  package init(code: TrellisCode, alphabet: Alphabet = .optimised) {
    self.code = code
    self.alphabet = alphabet
  }

  /// The rate is fixed.
  package var isEntropyCoded: Bool { false }

  /// From a bit, which is that of the branch, to 8 bits, where a few hundred samples are left to train a level on.
  package var rates: ClosedRange<Double> { 1...8 }

  /// The quantiser of the rate nearest to the one that is asked for.
  ///
  /// The residual of the convergence is the share by which the last pass lowered the mean-square error.
  ///
  /// - Throws: ``DesignError`` of the scalar quantiser that it starts from.
  package func design(
    for density: any UnivariateDistribution, rate: Information, seed: SeedPath
  ) throws(DesignError) -> Design<RatedQuantiser> {
    let levelCount = 4 * max(1, Int(Double.exp2(rate.bits - 1).rounded()))
    let start = try LloydMax(levelCount: levelCount).design(for: density)
    let mean = density.mean
    let scale = density.standardDeviation
    var levels = start.product.levels.map { ($0 - mean) / scale }
    var convergence = start.convergence
    if alphabet == .optimised {
      var training = TrellisTraining(
        code: code, density: density, sampleCount: Self.sampleCount, seed: seed)
      convergence = improve(&levels, on: &training)
    }
    let quantiser = TrellisQuantiser(
      code: code, standardLevels: levels,
      standardPenalties: Array(repeating: 0, count: levelCount), location: mean, scale: scale)
    let alphabetSize = levelCount / 2
    let uniform = Array(repeating: 1 / Double(alphabetSize), count: alphabetSize)
    return Design(
      product: RatedQuantiser(
        quantiser: quantiser, symbolProbabilities: [uniform, uniform],
        fixedRatePerSample: .bits(Double.log2(Double(alphabetSize)))),
      convergence: convergence)
  }

  private static var sampleCount: Int { 1 << 18 }
  private static var passLimit: Int { 60 }

  /// A pass that gains less ends the design: 60 of them would make 0.005 dB.
  private static var tolerance: Double { 2e-5 }

  private func improve(
    _ levels: inout [Double], on training: inout TrellisTraining
  ) -> Convergence {
    let penalties = Array(repeating: 0.0, count: levels.count)
    var best = Double.infinity
    var gain = Double.infinity
    for pass in 1...Self.passLimit {
      let statistics = training.encode(levels: levels, penalties: penalties)
      gain = 1 - statistics.meanSquaredError / best
      best = statistics.meanSquaredError
      levels = statistics.centroids(from: levels)
      if pass > 1, gain <= Self.tolerance {
        return Convergence(iterationCount: pass, residual: gain, tolerance: Self.tolerance)
      }
    }
    return Convergence(
      iterationCount: Self.passLimit, residual: gain, tolerance: Self.tolerance)
  }
}
