import RDCore
import RDExperiments
import RDQuantisation
import RDResults
import RDScalarQuantisation
import RDSources
import RDTheory

/// The analytic curves beside the learned codes: the bound, the entropy-constrained scalar quantiser, and keeping d of n
/// samples.
enum GaussianCodecTheory {
  /// The distance of the entropy-constrained scalar quantiser of N(0, 1) from D(R) at a rate, in decibels; `nil` below a twentieth of a
  /// bit, where all codes are near the bound and the design takes long.
  static func gapOfScalarQuantiser(atRate rate: Double) throws -> Double? {
    guard rate >= 0.05 else { return nil }
    let distortion = try distortionOfScalarQuantiser(atRate: rate)
    return decibels(ofPowerRatio: distortion / Double.exp2(-2 * rate))
  }

  private static func distortionOfScalarQuantiser(atRate rate: Double) throws -> Double {
    let rated = try EntropyConstrained().design(
      for: Gaussian(), rate: .bits(rate), seed: SeedPath(root: 0)
    ).product
    guard let performance = rated.performance else {
      preconditionFailure("the design of a scalar quantiser is computed")
    }
    return performance.meanSquaredError
  }

  static let trial = Trial(name: "theory", template: point("theory", 0, 1)) { _ in
    var points: [Point] = []
    // The gap of the scalar quantiser changes below 1.5 bits, and hardly above.
    let rates = (1...30).map { Double($0) / 20 } + (7...14).map { Double($0) / 4 }
    for rate in [0] + rates {
      points.append(point("rate-distortion-function", rate, Double.exp2(-2 * rate)))
    }
    for rate in rates {
      points.append(point("ecsq", rate, try distortionOfScalarQuantiser(atRate: rate)))
    }
    // The paper's autoencoders stay at 1 - d/n before quantisation; this is that line with its quantiser of four bits.
    let quantiser = try QuantiserCatalogue.designer(named: "lloyd-max", levelCount: 16)
      .design(for: Gaussian()).product
    let error = quantiser.meanSquaredError(under: Gaussian())
    for kept in [10, 30, 50] {
      let share = Double(kept) / 100
      points.append(point("naive", 4 * share, 1 - share + share * error))
    }
    return TrialOutcome(points: points)
  }

  private static func point(_ method: String, _ rate: Double, _ distortion: Double) -> Point {
    var point = GaussianCodecExperiment.emptyPoint(
      source: GaussianCodecTask.sourceName, method: method)
    point.rateBitsPerSample = rate
    point.rateKind = .analytic
    point.distortion = distortion
    point.boundRateBitsPerSample = max(0, -Double.log2(distortion) / 2)
    point.gapDecibels = decibels(ofPowerRatio: distortion / Double.exp2(-2 * rate))
    return point
  }
}
