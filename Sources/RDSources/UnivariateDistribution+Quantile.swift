import RDCore
import RealModule

extension UnivariateDistribution {
  /// The value below which a fraction `p` of the probability lies, by Newton's method on the logarithm of the tail.
  ///
  /// Needs ``cumulative(_:)`` and ``survival(_:)`` to be accurate, each in its tail.
  public func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies between 0 and 1")
    if p == 0 { return support.lower }
    if p == 1 { return support.upper }
    // The probability outside, and the direction outwards; 1 - p is exact from 1/2 on.
    let isLower = p < 0.5
    let outwards = isLower ? -1.0 : 1.0
    let target = Double.log(isLower ? p : 1 - p)
    let tail = { (x: Double) in isLower ? self.cumulative(x) : self.survival(x) }
    let excess = { (x: Double) in Double.log(tail(x)) - target }
    let end = isLower ? support.lower : support.upper
    let otherEnd = isLower ? support.upper : support.lower
    let excessAtMean = excess(mean)
    guard excessAtMean != 0 else { return mean }

    // Distances from an anchor on which the probability depends as a power, or as an exponential of one.
    let anchor: Double
    let sign: Double
    var farthest: Double
    if excessAtMean < 0, otherEnd.isFinite {
      // The quantile lies between the mean and the other end, near which only distances from there keep their digits.
      (anchor, sign, farthest) = (otherEnd, outwards, abs(mean - otherEnd))
    } else if end.isFinite {
      (anchor, sign, farthest) = (end, -outwards, abs(mean - end))
    } else {
      (anchor, sign) = (mean, excessAtMean > 0 ? outwards : -outwards)
      farthest = standardDeviation
    }
    // Away from the anchor the excess rises if that is inwards.
    let rise = -sign * outwards
    let isBeyond = { (distance: Double) in excess(anchor + sign * distance) * rise >= 0 }
    var nearest = 0.0
    var growth = 2.0
    while !isBeyond(farthest), farthest < 1e300 {
      nearest = farthest
      farthest = min(farthest * growth, 1e300)
      growth = min(growth * growth, 1e20)
    }
    var distance = nearest > 0 ? (nearest * farthest).squareRoot() : farthest
    for _ in 0..<400 {
      let x = anchor + sign * distance
      let value = excess(x)
      if value == 0 { break }
      if value * rise > 0 { farthest = distance } else { nearest = distance }
      // Newton's step in the logarithm of the distance.
      let step = -value * rise * tail(x) / (density(at: x) * distance)
      var next = distance * Double.exp(step)
      if !(next > nearest && next < farthest) {
        next = (max(nearest, .leastNormalMagnitude) * farthest).squareRoot()
      }
      let change = abs(next - distance)
      distance = next
      if change <= 2 * .ulpOfOne * distance { break }
    }
    return anchor + sign * distance
  }
}
