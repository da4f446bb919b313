import RDCore
import RealModule

/// The rate–distortion function of a discrete source by its points at slopes, certified between them.
struct SlopeCurve {
  /// The least mean distortion of any single reproduction.
  let zeroRateDistortion: Double

  /// The distortion in the limit of high rates.
  let leastDistortion: Double

  /// The least distance of a symbol's nearest reproduction from another one in distortion, above 0.
  let leastExcess: Double

  /// The greatest distortion, above 0.
  let spread: Double

  /// The entropy of the source, at which the least distortion is reached.
  let entropy: Information

  /// The point at a slope.
  let point: (Double) -> SlopePoint

  /// `R(D)`, between the chord of two points and the tangents at them.
  ///
  /// It is 0 from ``zeroRateDistortion`` on, and infinite below the least possible distortion.
  func ratePerSample(atDistortion distortion: Double) -> Enclosure<Information> {
    precondition(distortion > 0, "no bound is known at a distortion of 0")
    guard distortion < zeroRateDistortion else { return .exact(.zero) }
    guard distortion >= leastDistortion else { return .exact(.bits(.infinity)) }
    let (above, below) = bracket { distortion - $0.distortion }
    var lower = max(
      above.intercept - above.slope * distortion, below.intercept - below.slope * distortion)
    // Beyond the steepest point the chord leads to the entropy.
    let left = below.distortion <= distortion ? above : below
    let right =
      below.distortion <= distortion
      ? (distortion: below.distortion, nats: below.ratePerSample.upper.nats)
      : (distortion: leastDistortion, nats: entropy.nats)
    let gap = left.distortion - right.distortion
    let share = gap > 0 ? min(max((left.distortion - distortion) / gap, 0), 1) : 1
    let chord = left.ratePerSample.upper.nats * (1 - share) + right.nats * share
    let upper = max(min(chord, entropy.nats), 0)
    lower = min(max(lower, 0), upper)
    return Enclosure(lower: .nats(lower), upper: .nats(upper))
  }

  /// `D(R)`, between the chord of two points and the tangents at them; the least possible distortion from the entropy on.
  func distortion(atRatePerSample rate: Information) -> Enclosure<Double> {
    precondition(rate.bits >= 0, "a rate is not negative")
    guard rate.nats > 0 else { return .exact(zeroRateDistortion) }
    guard rate.nats < entropy.nats else { return .exact(leastDistortion) }
    let (above, below) = bracket { $0.ratePerSample.upper.nats - rate.nats }
    let lowest = [above, below].filter { $0.slope > 0 }.map {
      ($0.intercept - rate.nats) / $0.slope
    }
    let gap = below.ratePerSample.upper.nats - above.ratePerSample.upper.nats
    let share = gap > 0 ? min(max((rate.nats - above.ratePerSample.upper.nats) / gap, 0), 1) : 1
    let upper = above.distortion * (1 - share) + below.distortion * share
    let lower = min(max(lowest.max() ?? 0, leastDistortion), upper)
    return Enclosure(value: lower + (upper - lower) / 2, lower: lower, upper: upper)
  }

  /// The variance of the tilted information, by linear interpolation between two points, with what they lose and how far they are apart
  /// as its error.
  func dispersion(atDistortion distortion: Double) -> RateDispersion? {
    precondition(distortion > 0, "no bound is known at a distortion of 0")
    guard distortion < zeroRateDistortion, distortion > leastDistortion else { return nil }
    let (above, below) = bracket { distortion - $0.distortion }
    let gap = above.distortion - below.distortion
    let share = gap > 0 ? min(max((above.distortion - distortion) / gap, 0), 1) : 1
    let variance = above.tiltedVariance * (1 - share) + below.tiltedVariance * share
    let loss =
      [above, below].map {
        $0.ratePerSample.upper.nats - ($0.intercept - $0.slope * $0.distortion)
      }.max() ?? 0
    return RateDispersion(
      squaredNats: variance,
      error: RateDispersion.error(variance: variance, loss: max(loss, 0))
        + abs(above.tiltedVariance - below.tiltedVariance))
  }

  /// Points that bracket the zero of a quantity that grows with the slope: one with a smaller slope, one with a larger.
  private func bracket(_ excess: (SlopePoint) -> Double) -> (above: SlopePoint, below: SlopePoint) {
    var above = point(1e-9 / spread)
    var below = point(1 / spread)
    // At 80 nats per least excess the test channel is as good as the nearest reproductions.
    let steepest = max(1e6 / spread, min(80 / leastExcess, 1e12 / spread))
    while excess(below) < 0, below.slope < steepest {
      above = below
      below = point(below.slope * 4)
    }
    // Regula falsi with bisection in the logarithm of the slope, to the last significant digits.
    for step in 0..<80 {
      let (low, high) = (Double.log(above.slope), Double.log(below.slope))
      guard high - low > 1e-7 else { break }
      let (under, over) = (excess(above), excess(below))
      var share = step % 3 == 2 ? 0.5 : under / (under - over)
      share = share.isFinite ? min(max(share, 0.02), 0.98) : 0.5
      let middle = point(Double.exp(low + share * (high - low)))
      if excess(middle) < 0 { above = middle } else { below = middle }
    }
    return (above, below)
  }
}
