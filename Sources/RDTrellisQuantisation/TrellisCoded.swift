import RDCore
import RDQuantisers
import RDScalarQuantisation
import RDSources
import RealModule

/// Designs trellis-coded quantisers of a fixed rate.
///
/// A quantiser of `R` bits has a codebook of `2^(R+1)` levels, twice as many as a scalar quantiser of its rate: one bit selects
/// the branch, the others the level in its subset. Codebooks of `4 n` levels give the intermediate rates `1 + log2 n`. The levels
/// are those of the optimal scalar quantiser of that size, or improved from there on samples of the source, alternating between
/// the best paths for the levels and the best levels for the paths.
///
/// > Source: [marcellin1990].
package struct TrellisCoded: RateDesigner {
  /// The design of the levels.
  package enum Alphabet: String, Sendable, CaseIterable {
    /// The scalar quantiser of least mean-square error.
    case lloydMax = "lloyd-max"

    /// The same, improved for the trellis.
    case optimised
  }

  package let code: TrellisCode

  /// The design of the levels.
  package let alphabet: Alphabet

  /// A design for a trellis.
  package init(code: TrellisCode, alphabet: Alphabet = .optimised) {
    self.code = code
    self.alphabet = alphabet
  }

  package var isEntropyCoded: Bool { false }

  /// From 1 bit, that of the branch, to 8 bits per sample, where a few hundred samples remain to train each level.
  package var rates: ClosedRange<Double> { 1...8 }

  /// The quantiser of the rate nearest to the required one.
  ///
  /// The residual of the convergence is the relative decrease of the mean-square error in the last pass.
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
