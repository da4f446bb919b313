import RDCore
import RDNumerics
import RDSources
import RealModule

/// Uniform thresholds over the range of a density that carries mass: `anchor + step (k + phase)` for integer `k`.
///
/// Their number is limited.
struct ThresholdGrid<Density: UnivariateDistribution> {
  private let density: Density

  /// Beyond each of these points lies less than `leastMass`; the ends of the support where those are nearer.
  let extent: Interval

  /// A cell of less probability is not worth a level: its contributions to error and rate are below the rounding of the others'.
  static var leastMass: Double { 1e-17 }

  /// The greatest number of thresholds on one side of the mean.
  package static var limit: Int { 1 << 15 }

  /// Finds the range of the density.
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
  /// - Returns: at most `limit` on each side of the anchor.
  package func thresholds(step: Double, anchor: Double) -> [Double] {
    func side(_ sign: Double) -> [Double] {
      let reach = sign * ((sign < 0 ? extent.lower : extent.upper) - anchor) / step
      guard reach > 1 else { return [] }
      let count = Int(min(reach.rounded(.up) - 1, Double(Self.limit)))
      return (0..<count).map { anchor + sign * step * Double($0 + 1) }
    }
    let inner = extent.lower < anchor && anchor < extent.upper ? [anchor] : []
    return side(-1).reversed() + inner + side(1)
  }

  /// The entropy, in nats, and the mean-square error of the centroids for cells between thresholds.
  ///
  /// - Complexity: O(M) partial moments.
  package func performance(of thresholds: [Double]) -> (entropy: Double, meanSquaredError: Double) {
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
  package func centroids(of thresholds: [Double]) -> [Double] {
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
  /// - Returns: the remaining thresholds, ascending.
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
