import RDCore
import RDNumerics
import RDSources

/// A density as weighted points on an interval: a composite Gauss–Legendre rule that is fine where the density is not smooth.
struct SourceNodes {
  /// The positions, ascending, shape `[n]`.
  private(set) var positions: [Double] = []

  /// Density times quadrature weight, shape `[n]`.
  private(set) var weights: [Double] = []

  /// The index of the first node of each requested interval, and the end of the last one.
  private(set) var offsets = [0]

  /// The panels in order, of `nodesAPanel` nodes each.
  private(set) var panels: [Interval] = []

  /// Nodes per panel.
  static var nodesAPanel: Int { rule.nodes.count }

  /// The weight of a panel's node by its index, for a panel of width 2.
  static func weight(of number: Int) -> Double { rule.weights[number] }

  private static let rule = GaussLegendreRule(pointCount: 16)

  /// The rule of a piece that is at most an eighth as wide as a panel may be.
  private static let shortRule = GaussLegendreRule(pointCount: 6)

  /// How often a panel is halved: then its width is a billionth.
  private static let depthLimit = 30

  /// The least number of short pieces within a panel that are condensed together.
  private static let leastMergedCount = 8

  /// The nodes of a density on disjoint intervals, ascending.
  ///
  /// Panels end at the breakpoints and at seven quantiles, and none is wider than `widest`; where breakpoints are dense, as those of a
  /// table, a panel has many and is condensed. A panel whose mass changes by more
  /// than 1e-14 when it is halved is halved, until it is so narrow that all that counts is its mass, which is then that of the
  /// distribution; so integrals of the density with functions that are smooth on the
  /// scale of `widest` have errors of about 1e-13, also at a singularity. The nodes of such a panel are then condensed to 16.
  init(of density: some UnivariateDistribution, on intervals: [Interval], widest: Double) {
    let marks = density.breakpoints + (1...7).map { density.quantile(Double($0) / 8) }
    for interval in intervals { append(density, interval, marks: marks, widest: widest) }
  }

  private mutating func append(
    _ density: some UnivariateDistribution, _ interval: Interval, marks: [Double], widest: Double
  ) {
    let ends =
      [interval.lower]
      + marks.filter { interval.lower < $0 && $0 < interval.upper }.sorted() + [interval.upper]
    var first = 0
    while first + 1 < ends.count {
      let lower = ends[first]
      var last = first
      while last + 1 < ends.count, ends[last + 1] - ends[last] <= widest / 8,
        ends[last + 1] - lower <= widest
      {
        last += 1
      }
      if last - first >= Self.leastMergedCount {
        appendPanel(density, Array(ends[first...last]), rule: Self.shortRule)
        first = last
        continue
      }
      first += 1
      let upper = ends[first]
      guard lower < upper else { continue }
      let count = max(1, ((upper - lower) / widest).rounded(.up))
      for panel in 0..<Int(count) {
        let left = lower + (upper - lower) * (Double(panel) / count)
        let right =
          panel + 1 == Int(count) ? upper : lower + (upper - lower) * (Double(panel + 1) / count)
        appendPanel(density, [left, right], rule: Self.rule)
      }
    }
  }

  /// The nodes of a density on consecutive intervals, each halved as often as its mass requires.
  ///
  /// - Parameters:
  ///   - density: of the source.
  ///   - ends: ascending, shape `[k + 1]`.
  init(of density: some UnivariateDistribution, between ends: [Double]) {
    for (lower, upper) in zip(ends, ends.dropFirst()) {
      append(
        density, lower, upper, mass: Self.mass(of: density, lower, upper, by: Self.rule), depth: 0,
        rule: Self.rule)
      offsets.append(positions.count)
    }
  }

  /// The nodes of a panel of consecutive pieces; where there are more than of a smooth one, the Gauss rule of their measure.
  private mutating func appendPanel(
    _ density: some UnivariateDistribution, _ ends: [Double], rule: GaussLegendreRule
  ) {
    let begin = positions.count
    let panelCount = panels.count
    for (left, right) in zip(ends, ends.dropFirst()) where left < right {
      append(
        density, left, right, mass: Self.mass(of: density, left, right, by: rule), depth: 0,
        rule: rule)
    }
    guard let left = ends.first, let right = ends.last else { return }
    guard positions.count - begin > Self.rule.nodes.count,
      let rule = DiscreteGaussRule(
        points: Array(positions[begin...]), weights: Array(weights[begin...]),
        pointCount: Self.rule.nodes.count)
    else { return }
    positions.replaceSubrange(begin..., with: rule.nodes)
    weights.replaceSubrange(begin..., with: rule.weights)
    panels.replaceSubrange(panelCount..., with: [Interval(left, right)])
  }

  /// The variance of a function of a sample.
  ///
  /// - Parameters:
  ///   - values: of the function at the nodes, shape `[n]`; they count where there is weight.
  ///   - smooth: further nodes, with the values there, shape `[m]`; nothing without them.
  ///   - tails: beyond the nodes.
  /// - Returns: the variance over the nodes, and twice what the tails add if the function stays there as it is at their ends: it
  ///   grows like the logarithm of a density, by a fraction of what it has grown so far.
  func variance(
    of values: [Double], and smooth: (part: SmoothPart, values: [Double])? = nil,
    _ tails: [SourceTail]
  ) -> (value: Double, tailError: Double) {
    typealias Sample = (position: Double, weight: Double, value: Double)
    var samples: [Sample] = zip(positions, zip(weights, values)).map { ($0, $1.0, $1.1) }
    if let (part, values) = smooth {
      samples += zip(part.positions, zip(part.weights, values)).map { ($0, $1.0, $1.1) }
      samples.sort { $0.position < $1.position }
    }
    let used = samples.filter { $0.weight > 0 }
    func mean(_ function: (Sample) -> Double) -> Double {
      var (mass, sum) = (CompensatedSum(), CompensatedSum())
      for sample in used {
        mass.add(sample.weight)
        sum.add(sample.weight * function(sample))
      }
      return sum.value / mass.value
    }
    let centre = mean(\.value)
    func square(_ sample: Sample) -> Double { (sample.value - centre) * (sample.value - centre) }
    var tailError = 0.0
    for tail in tails {
      guard let first = used.first, let last = used.last else { break }
      tailError += 2 * tail.mass * square(tail.edge <= first.position ? first : last)
    }
    return (mean(square), tailError)
  }

  private static func mass(
    of density: some UnivariateDistribution, _ left: Double, _ right: Double,
    by rule: GaussLegendreRule
  ) -> Double {
    rule.integrate(from: left, to: right) {
      let height = density.density(at: $0)
      return height.isFinite ? height : 0
    }
  }

  private mutating func append(
    _ density: some UnivariateDistribution, _ left: Double, _ right: Double, mass whole: Double,
    depth: Int, rule: GaussLegendreRule
  ) {
    let middle = left + (right - left) / 2
    let lowerHalf = Self.mass(of: density, left, middle, by: rule)
    let upperHalf = Self.mass(of: density, middle, right, by: rule)
    let error = abs(lowerHalf + upperHalf - whole)
    // Near a pole other than at 0, the rounding of positions alone changes the density by so much.
    let rounding = 4 * whole * max(abs(left), abs(right)).ulp / (right - left)
    if error <= max(1e-14, rounding) || depth == Self.depthLimit || middle <= left
      || right <= middle
    {
      panels.append(Interval(left, right))
      var halfWidth = (right - left) / 2
      if error > 1e-14, whole > 0 {
        // The rule does not see all of a pole.
        halfWidth *=
          density.partialMoments(over: Interval(left, right), about: middle).mass / whole
      }
      for (node, weight) in zip(rule.nodes, rule.weights) {
        let position = middle + (right - left) / 2 * node
        positions.append(position)
        // A singularity itself has no weight.
        let height = density.density(at: position)
        weights.append(height.isFinite ? halfWidth * weight * height : 0)
      }
      return
    }
    append(density, left, middle, mass: lowerHalf, depth: depth + 1, rule: rule)
    append(density, middle, right, mass: upperHalf, depth: depth + 1, rule: rule)
  }
}
