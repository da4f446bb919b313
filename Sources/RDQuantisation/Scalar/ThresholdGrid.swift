internal import RDCore
internal import RDNumerics
internal import RDSources
internal import RealModule

/// Equally spaced thresholds over all of a density that carries mass: `anchor + step (k + phase)` for whole `k`.
///
/// Far out in the tails the steps may grow; and there are never more thresholds than a limit.
struct ThresholdGrid<Density: UnivariateDistribution> {
  private let density: Density

  /// Beyond these points lies less than ``leastMass`` each; the ends of the support where those are nearer.
  let extent: Interval

  /// A cell of less probability is not worth a level: its share of error and rate drowns in the rounding of the others'.
  static var leastMass: Double { 1e-17 }

  /// The most thresholds to one side of the mean.
  static var limit: Int { 1 << 15 }

  /// Finds where the density lies.
  init(density: Density) {
    self.density = density
    func end(_ sign: Double) -> Double {
      let bound = sign < 0 ? density.support.lower : density.support.upper
      func outside(_ x: Double) -> Double {
        let ray = sign < 0 ? Interval(-.infinity, x) : Interval(x, .infinity)
        return density.partialMoments(over: ray, about: x).mass
      }
      var near = density.mean
      var far = density.mean + 4 * sign * density.standardDeviation
      while !(sign * far >= sign * bound), outside(far) > Self.leastMass,
        abs(far - density.mean) < 1e7 * density.standardDeviation
      {
        near = far
        far = density.mean + 1.5 * (far - density.mean)
      }
      guard sign * far < sign * bound || outside(far) > 0 else { return bound }
      for _ in 0..<12 {
        let middle = near + (far - near) / 2
        if outside(middle) > Self.leastMass { near = middle } else { far = middle }
      }
      return sign * far < sign * bound ? far : bound
    }
    extent = Interval(end(-1), end(1))
  }

  /// The thresholds inside the extent, ascending.
  ///
  /// - Parameters:
  ///   - step: the distance of neighbours, above 0.
  ///   - anchor: a point that is a threshold.
  ///   - isStretched: whether the steps grow where they would hold next to nothing. With a price on each level, beside that on
  ///     the rate, cells of width `w` are best for many levels if `(w / step)^3 - w / step` is inverse to `step` times the density; so the
  ///     steps are equal where there is probability and like those of Panter and Dite far out in a heavy tail.
  /// - Returns: at most ``limit`` to each side of the anchor.
  func thresholds(step: Double, anchor: Double, isStretched: Bool = false) -> [Double] {
    // A tail that may be heavy would have levels without end at a lower price.
    var price = density.isLogConcave ? 1e-11 : 1e-8
    func side(_ sign: Double) -> [Double] {
      guard sign < 0 ? extent.lower < anchor : extent.upper > anchor else { return [] }
      let end = abs((sign < 0 ? extent.lower : extent.upper) - anchor)
      var places: [Double] = []
      var count = 1.0
      var distance = step
      var width = step
      while distance < end, places.count < Self.limit {
        places.append(anchor + sign * distance)
        if isStretched {
          width = min(
            stretched(step, at: anchor + sign * distance, towards: sign, price: price), 1.5 * width)
        }
        if width > step {
          distance += width
        } else {
          count = (distance / step).rounded() + 1
          distance = max(count * step, distance + step / 2)
        }
      }
      return places
    }
    var sides = [side(-1), side(1)]
    while isStretched, sides[0].count + sides[1].count > Self.limit, price < 1e-3 {
      price *= 100
      sides = [side(-1), side(1)]
    }
    let inner = extent.lower < anchor && anchor < extent.upper ? [anchor] : []
    return sides[0].reversed() + inner + sides[1]
  }

  /// The width of a cell that begins at a place, if each level has a price in shares of the Lagrangian cost of a step.
  private func stretched(
    _ step: Double, at place: Double, towards sign: Double, price: Double
  ) -> Double {
    func share(_ height: Double) -> Double {
      let ratio = price / (step * height)
      // The root of s^3 - s = ratio, to three hundredths; and 1 where the ratio is too small to matter.
      return ratio < 0.01 ? 1 : Double.root(1 + 3 * ratio + ratio * ratio, 3).squareRoot()
    }
    let near = density.density(at: place)
    let width = step * min(share(near), 1e6)
    guard width > step else { return step }
    // Behind a gap there may be probability again.
    let far = density.density(at: place + sign * width)
    return far > near ? step : width
  }

  /// The entropy, in nats, and the mean-square error of the centroids for cells between thresholds.
  ///
  /// - Complexity: O(M) partial moments.
  func performance(of thresholds: [Double]) -> (entropy: Double, meanSquaredError: Double) {
    var entropy = CompensatedSum()
    var error = CompensatedSum()
    for cell in 0...thresholds.count {
      let lower = cell == 0 ? -Double.infinity : thresholds[cell - 1]
      let upper = cell == thresholds.count ? Double.infinity : thresholds[cell]
      let moments = density.partialMoments(
        over: Interval(lower, upper),
        about: lower.isFinite
          ? (upper.isFinite ? lower + (upper - lower) / 2 : lower)
          : (upper.isFinite ? upper : density.mean))
      guard moments.mass > 0 else { continue }
      entropy.add(-moments.mass * Double.log(moments.mass))
      error.add(moments.second - moments.first * (moments.first / moments.mass))
    }
    return (entropy.value, error.value)
  }

  /// The centroids of the cells between thresholds, shape `[M + 1]`.
  ///
  /// - Precondition: no cell is empty.
  func centroids(of thresholds: [Double]) -> [Double] {
    (0...thresholds.count).map { cell in
      let lower = cell == 0 ? -Double.infinity : thresholds[cell - 1]
      let upper = cell == thresholds.count ? Double.infinity : thresholds[cell]
      let reference =
        lower.isFinite
        ? (upper.isFinite ? lower + (upper - lower) / 2 : lower)
        : (upper.isFinite ? upper : density.mean)
      let moments = density.partialMoments(over: Interval(lower, upper), about: reference)
      return reference + moments.first / moments.mass
    }
  }

  /// The thresholds without those that bound a cell of too little probability: from the ends inwards, and those of gaps.
  ///
  /// - Parameters:
  ///   - thresholds: ascending.
  ///   - lowest: where the first cell begins; thresholds at or below are dropped.
  /// - Returns: those that are left, ascending.
  func pruned(_ thresholds: [Double], above lowest: Double = -.infinity) -> [Double] {
    func mass(_ lower: Double, _ upper: Double) -> Double {
      density.partialMoments(
        over: Interval(lower, upper), about: lower.isFinite ? lower : upper
      ).mass
    }
    var kept: [Double] = []
    for threshold in thresholds {
      let lower = kept.last ?? lowest
      guard max(density.support.lower, lower) < threshold, threshold < density.support.upper else {
        continue
      }
      if mass(lower, threshold) > Self.leastMass { kept.append(threshold) }
    }
    while let last = kept.last, !(mass(last, .infinity) > Self.leastMass) { kept.removeLast() }
    return kept
  }
}
