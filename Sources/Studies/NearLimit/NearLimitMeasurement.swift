import RDCore
import RDExperiments
import RDNumerics
import RDTheory

/// The measurement of a stream of held-out samples: its rate by its bytes, its distortion, and the gap to R(D).
///
/// For a Gaussian density both go with the power that the samples happen to have, in such a way that the distance to R(D), the same
/// at all powers, is that of the distortion divided by this power: most of the noise goes with it. For other sources no power says so much, and
/// the distortion is taken as it is.
struct NearLimitMeasurement {
  /// Batches over which the variance of the distortion is taken.
  private static let batchCount = 64

  /// By all bytes of the stream, per sample.
  let rate: Information

  /// The mean-square error, in squared source units; for a Gaussian density as if the samples had its variance.
  let distortion: Double

  /// Half-width of the 95 % confidence interval of the distortion, from batches of consecutive samples.
  let distortionHalfWidth95: Double

  /// The source's variance above the distortion.
  let snrDecibels: Double

  let boundRate: Enclosure<Information>

  let gap: RateDistortionGap

  /// Measures a decoded stream.
  ///
  /// - Parameters:
  ///   - decoded: the decoded samples.
  ///   - heldOut: the encoded samples, at least 64.
  ///   - byteCount: of the stream.
  ///   - bound: R(D) of the source.
  ///   - dividesByPower: whether the source has a Gaussian density, so that the power of the samples is divided out.
  init(
    of decoded: [Double], for heldOut: HeldOutSequence, byteCount: Int,
    above bound: any RateDistortionFunction, dividesByPower: Bool
  ) {
    let n = heldOut.samples.count
    precondition(decoded.count == n && n >= Self.batchCount)
    var errors = [Double](repeating: 0, count: Self.batchCount)
    // What the errors are divided by: powers for a Gaussian density, else the counts of samples.
    var weights = errors
    for i in 0..<n {
      let batch = i * Self.batchCount / n
      let error = heldOut.samples[i] - decoded[i]
      let deviation = heldOut.samples[i] - heldOut.mean
      errors[batch] += error * error
      weights[batch] += dividesByPower ? deviation * deviation / heldOut.variance : 1
    }
    let weight = weights.reduce(0, +)
    distortion = errors.reduce(0, +) / weight
    var squares = 0.0
    for (error, weight) in zip(errors, weights) {
      let residual = error - distortion * weight
      squares += residual * residual
    }
    let freedom = Double(Self.batchCount) / Double(Self.batchCount - 1)
    distortionHalfWidth95 =
      StudentT(degreesOfFreedom: Double(Self.batchCount - 1)).quantile(0.975)
      * (freedom * squares).squareRoot() / weight
    rate = .bits(8 * Double(byteCount) / Double(n))
    snrDecibels = decibels(ofPowerRatio: heldOut.variance / distortion)
    boundRate = bound.ratePerSample(atDistortion: distortion)
    gap = bound.gap(distortion: distortion, rate: rate)
  }
}
