import RDCore
import RDSources
import RealModule

/// The part of a density beyond one end of the interval on which it is computed.
struct SourceTail {
  /// The probability of the tail.
  let mass: Double

  /// The mean distance from the end, given that a sample lies there.
  let meanExcess: Double

  /// The density at the end.
  let edgeDensity: Double

  /// The end.
  let edge: Double

  /// The tails of a density that extends beyond an interval.
  static func tails(of density: some UnivariateDistribution, beyond interval: Interval)
    -> [SourceTail]
  {
    let outside = [
      (interval.lower, Interval(-.infinity, interval.lower), density.support.lower),
      (interval.upper, Interval(interval.upper, .infinity), density.support.upper),
    ]
    return outside.compactMap { edge, beyond, end in
      guard edge != end else { return nil }
      let moments = density.partialMoments(over: beyond, about: edge)
      guard moments.mass > 0 else { return nil }
      return SourceTail(
        mass: moments.mass, meanExcess: abs(moments.first) / moments.mass,
        edgeDensity: density.density(at: edge), edge: edge)
    }
  }

  /// The rate per source sample of coding whether a sample lies in the tail, and of quantising it there to cells of a width by a
  /// code whose `k`-th length is that of the probability `6 / (pi k)^2`.
  func rateNats(cell: Double) -> Double {
    mass * (Double.log(.pi * .pi / 6 / mass) + 2 * Double.log(onePlus: meanExcess / cell))
  }
}
