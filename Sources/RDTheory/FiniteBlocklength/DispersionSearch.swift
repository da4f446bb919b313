import RDSources
import RealModule

/// The rate-dispersion function of a density, from nearly optimal alphabets at two slopes about the one at a distortion.
enum DispersionSearch {
  /// The variance of the tilted information of an alphabet at a slope.
  struct Sample {
    /// The logarithm of the slope.
    let logSlope: Double

    /// The logarithm of the distortion of its test channel.
    let logDistortion: Double

    /// In squared nats.
    let variance: Double

    /// What the tails beyond the nodes may add to it.
    let tailError: Double

    /// What the alphabet loses at most, in nats.
    let loss: Double

    /// The sample of an alphabet with its certificate.
    init(certificate: SlopeCertificate, variance: (value: Double, tailError: Double)) {
      let point = certificate.points[0]
      logSlope = Double.log(certificate.slope)
      logDistortion = Double.log(point.distortion)
      loss = max(point.rateNats - certificate.lowerRateNats(at: point.distortion), 0)
      self.variance = variance.value
      tailError = variance.tailError
    }
  }

  /// The least distance of the two slopes, as a fraction.
  private static let leastShift = 2e-3

  /// The rate-dispersion function of a density at a distortion: that of the density itself where R(D) is near the Shannon lower bound, or
  /// that of optimised alphabets, whichever is known better.
  ///
  /// - Parameters: those of the alphabets below; the density, the gap between R(D) and the Shannon lower bound, and the gap from which on
  ///   alphabets are optimised: infinite where that is too much work.
  static func dispersion(
    of density: any UnivariateDistribution, gapNats gap: Double, tolerance: Double,
    atDistortion distortion: Double, highestSlope: Double, coarse: (Double) -> Double,
    refined: (Double) -> Sample
  ) -> RateDispersion {
    func open(_ density: some UnivariateDistribution) -> Varentropy { Varentropy(of: density) }
    let limit = open(density).dispersion(gapNats: gap)
    guard gap > tolerance else { return limit }
    let optimised = dispersion(
      atDistortion: distortion, highestSlope: highestSlope, coarse: coarse, refined: refined)
    return optimised.error < limit.error ? optimised : limit
  }

  /// The rate-dispersion function at a distortion.
  ///
  /// - Parameters:
  ///   - distortion: in standard units.
  ///   - highestSlope: one at which the distortion is lower.
  ///   - coarse: the distortion at the logarithm of a slope, approximately.
  ///   - refined: the sample at the logarithm of a slope.
  /// - Returns: the value by linear interpolation, with what the alphabets' losses make uncertain about it and about its slope.
  private static func dispersion(
    atDistortion distortion: Double, highestSlope: Double, coarse: (Double) -> Double,
    refined: (Double) -> Sample
  ) -> RateDispersion {
    let target = Double.log(distortion)
    let samples = SlopeSearch.search(
      highestSlope: highestSlope, coarse: { target - Double.log(coarse($0)) },
      refined: {
        let sample = refined($0)
        return (sample, target - sample.logDistortion)
      })
    let near = samples.min {
      abs($0.logDistortion - target) < abs($1.logDistortion - target)
    }
    guard let near else { preconditionFailure("a search takes a step") }
    let off = target - near.logDistortion
    let shift = max(2 * abs(off), leastShift)
    let other = refined(near.logSlope + (off > 0 ? -shift : shift))
    let step = other.logDistortion - near.logDistortion
    let change = other.variance - near.variance
    let variance = max(near.variance + (step == 0 ? 0 : change * off / step), 0)
    let loss = max(near.loss, other.loss)
    // A loss of g leaves the slope uncertain by a fraction of 2 sqrt(g).
    let slopeError = abs(change) / shift * 2 * loss.squareRoot()
    return RateDispersion(
      squaredNats: variance,
      error: RateDispersion.error(variance: variance, loss: loss) + slopeError
        + max(near.tailError, other.tailError))
  }
}
