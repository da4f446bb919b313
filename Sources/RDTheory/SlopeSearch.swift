import RDCore
import RDNumerics
import RealModule

/// The search for the slope of a rate–distortion function at a given distortion or rate.
enum SlopeSearch {
  /// The step of the logarithms of slopes at which the search begins.
  static let rung = 0.05

  /// What is found at slopes about the one at which a quantity is zero.
  ///
  /// - Parameters:
  ///   - highestSlope: a slope at which the quantity is positive; that of the Shannon lower bound is.
  ///   - coarse: the quantity at the logarithm of a slope, approximately; it grows with the slope, like its logarithm or the rate
  ///     in nats.
  ///   - refined: the finding at the logarithm of a slope, and the quantity there.
  ///   - isSufficient: whether further findings would add nothing, by those that there are and the quantity at the last one.
  /// - Returns: a finding for each slope that was tried, at least one.
  static func search<Finding>(
    highestSlope: Double, coarse: (Double) -> Double,
    refined: (Double) -> (Finding, excess: Double),
    isSufficient: ([Finding], _ excess: Double) -> Bool = { _, _ in false }
  ) -> [Finding] {
    var high = (Double.log(highestSlope) / rung).rounded(.up) * rung + rung
    var step = 4 * rung
    var low = high - step
    while low > high - 60, coarse(low) >= 0 {
      high = low
      step *= 2
      low -= step
    }
    let root = try? BrentRoot(relativeTolerance: 0, absoluteTolerance: 5e-3, iterationLimit: 30)
      .root(in: Interval(low, high), of: coarse)
    var logSlope = root?.position ?? low
    var found: [Finding] = []
    // Where the curve is nearly straight, the quantity jumps: then the interval is bisected.
    (low, high) = (-Double.infinity, Double.infinity)
    // The derivative of the excess by the slope, from two coarse alphabets with similar errors.
    let coarseElasticity =
      (coarse(logSlope + 2 * rung) - coarse(logSlope - 2 * rung)) / (4 * rung)
    // At a kink of the curve, as at the rate of the index of boxes far apart, the slope changes by much and the quantity hardly.
    let isKink = coarseElasticity < 0.1
    var elasticity = min(max(coarseElasticity, 0.1), 10)
    var last: (slope: Double, value: Double)?
    for step in 0..<12 {
      let (finding, off) = refined(logSlope)
      found.append(finding)
      // A relative error e of the slope costs e^2 / 4 nats.
      if (abs(off) <= 1e-3 && !isKink) || high - low < 1e-4 || isSufficient(found, off) { break }
      if off > 0 { high = min(high, logSlope) } else { low = max(low, logSlope) }
      // Far from the zero, the curve is nearly straight: coarse alphabets say nothing of it, and slopes next to each other bring little.
      if abs(off) > 0.2 || isKink, let (slope, value) = last, slope != logSlope {
        elasticity = min(max((off - value) / (logSlope - slope), isKink ? 1e-6 : 0.1), 10)
      }
      last = (logSlope, off)
      let reach = min(max(abs(off), 0.2), 2)
      // Towards a kink the quantity falls exponentially, and secants fall short.
      let next = logSlope - min(max((isKink ? 3 : 1) * off / elasticity, -reach), reach)
      logSlope =
        (next > low && next < high && step < 3) || !(high - low).isFinite
        ? next : (low + high) / 2
    }
    return found
  }

  /// The lowest value at an abscissa of the segments between points of a decreasing convex curve; infinite if none spans it.
  static func chord(_ points: [(position: Double, value: Double)], at position: Double) -> Double {
    var least = Double.infinity
    for left in points where left.position <= position * (1 + 1e-9) {
      least = min(least, left.value)
      for right in points where right.position > position && right.position > left.position {
        let share = max((position - left.position) / (right.position - left.position), 0)
        least = min(least, left.value + share * (right.value - left.value))
      }
    }
    return least
  }
}
