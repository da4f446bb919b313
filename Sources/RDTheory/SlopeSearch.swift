import RDCore
import RDNumerics
import RealModule

/// The search for the slope at which a rate–distortion function has a distortion or a rate.
enum SlopeSearch {
  /// The certificates of slopes about the one at which a quantity is zero.
  ///
  /// - Parameters:
  ///   - highestSlope: a slope at which the quantity is positive; that of the Shannon lower bound is.
  ///   - coarse: the quantity at the logarithm of a slope, roughly; it grows with the slope, like the logarithm of it or the
  ///     rate in nats.
  ///   - refined: the certificate at the logarithm of a slope, and the quantity at its point.
  /// - Returns: a certificate for each slope that was tried.
  static func certificates(
    highestSlope: Double, coarse: (Double) -> Double,
    refined: (Double) -> (SlopeCertificate, excess: Double)
  ) -> [SlopeCertificate] {
    var high = Double.log(highestSlope) + 0.05
    var low = high - 0.2
    var step = 0.2
    while low > high - 60, coarse(low) >= 0 {
      high = low
      step *= 2
      low -= step
    }
    let root = try? BrentRoot(relativeTolerance: 0, absoluteTolerance: 5e-3, iterationLimit: 30)
      .root(in: Interval(low, high), of: coarse)
    var logSlope = root?.position ?? low
    var found: [SlopeCertificate] = []
    // Where the curve is all but straight, the quantity leaps: then the interval is halved.
    (low, high) = (-Double.infinity, Double.infinity)
    // By how much the excess grows when the slope does: from two coarse alphabets, whose errors are alike.
    let elasticity = min(max((coarse(logSlope + 0.1) - coarse(logSlope - 0.1)) / 0.2, 0.1), 10)
    for step in 0..<8 {
      let (certificate, off) = refined(logSlope)
      found.append(certificate)
      // A slope that is wrong by a share e costs e^2 / 4 nats.
      if abs(off) <= 1e-3 || high - low < 1e-4 { break }
      if off > 0 { high = min(high, logSlope) } else { low = max(low, logSlope) }
      let next = logSlope - min(max(off / elasticity, -0.2), 0.2)
      logSlope =
        (next > low && next < high && step < 3) || !(high - low).isFinite
        ? next : (low + high) / 2
    }
    return found
  }

  /// The lowest value at a place of the segments between points of a falling convex curve; infinite if none spans it.
  static func chord(_ points: [(place: Double, value: Double)], at place: Double) -> Double {
    var least = Double.infinity
    for left in points where left.place <= place * (1 + 1e-9) {
      least = min(least, left.value)
      for right in points where right.place > place && right.place > left.place {
        let share = max((place - left.place) / (right.place - left.place), 0)
        least = min(least, left.value + share * (right.value - left.value))
      }
    }
    return least
  }
}
