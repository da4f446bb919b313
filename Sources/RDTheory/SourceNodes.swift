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

  /// The nodes of a density on an interval.
  ///
  /// Panels end at the breakpoints and at seven quantiles, and none is wider than `widest`. A panel whose mass changes by more
  /// than 1e-14 when it is halved is halved, at most 90 times; so integrals of the density with functions that are smooth on the
  /// scale of `widest` have errors of about 1e-13, also at a singularity. The nodes of such a panel are then condensed to 16.
  init(of density: some UnivariateDistribution, on interval: Interval, widest: Double) {
    let marks = density.breakpoints + (1...7).map { density.quantile(Double($0) / 8) }
    let ends =
      [interval.lower]
      + marks.filter { interval.lower < $0 && $0 < interval.upper }.sorted() + [interval.upper]
    for (lower, upper) in zip(ends, ends.dropFirst()) where lower < upper {
      let count = max(1, ((upper - lower) / widest).rounded(.up))
      for panel in 0..<Int(count) {
        let left = lower + (upper - lower) * (Double(panel) / count)
        let right =
          panel + 1 == Int(count) ? upper : lower + (upper - lower) * (Double(panel + 1) / count)
        appendPanel(density, left, right)
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
      append(density, lower, upper, mass: mass(of: density, lower, upper), depth: 0)
      offsets.append(positions.count)
    }
  }

  /// The nodes of a panel; where it was halved, the Gauss rule of its measure, which has as many as a smooth one.
  private mutating func appendPanel(
    _ density: some UnivariateDistribution, _ left: Double, _ right: Double
  ) {
    let begin = positions.count
    let panelCount = panels.count
    append(density, left, right, mass: mass(of: density, left, right), depth: 0)
    guard positions.count - begin > Self.rule.nodes.count,
      let rule = DiscreteGaussRule(
        points: Array(positions[begin...]), weights: Array(weights[begin...]),
        pointCount: Self.rule.nodes.count)
    else { return }
    positions.replaceSubrange(begin..., with: rule.nodes)
    weights.replaceSubrange(begin..., with: rule.weights)
    panels.replaceSubrange(panelCount..., with: [Interval(left, right)])
  }

  private func mass(of density: some UnivariateDistribution, _ left: Double, _ right: Double)
    -> Double
  {
    Self.rule.integrate(from: left, to: right) {
      let height = density.density(at: $0)
      return height.isFinite ? height : 0
    }
  }

  private mutating func append(
    _ density: some UnivariateDistribution, _ left: Double, _ right: Double, mass whole: Double,
    depth: Int
  ) {
    let middle = left + (right - left) / 2
    let lowerHalf = mass(of: density, left, middle)
    let upperHalf = mass(of: density, middle, right)
    if abs(lowerHalf + upperHalf - whole) <= 1e-14 || depth == 90 || middle <= left
      || right <= middle
    {
      panels.append(Interval(left, right))
      let halfWidth = (right - left) / 2
      for (node, weight) in zip(Self.rule.nodes, Self.rule.weights) {
        let position = middle + halfWidth * node
        positions.append(position)
        // A singularity itself has no weight.
        let height = density.density(at: position)
        weights.append(height.isFinite ? halfWidth * weight * height : 0)
      }
      return
    }
    append(density, left, middle, mass: lowerHalf, depth: depth + 1)
    append(density, middle, right, mass: upperHalf, depth: depth + 1)
  }
}
