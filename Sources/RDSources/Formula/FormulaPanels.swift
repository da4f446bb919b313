import RDCore
import RDNumerics
import RealModule

/// The panels on which a formula is integrated.
struct FormulaPanels {
  /// The ends, ascending, shape `[n + 1]`.
  private(set) var ends: [Double] = []

  /// The moments of the formula over each panel about its middle, shape `[n]`.
  private(set) var moments: [PartialMoments] = []

  /// Kinks, jumps and singularities, and the modes.
  let breakpoints: [Double]

  /// The order from which on absolute moments are infinite.
  let tailIndex: Double

  static let rule = GaussLegendreRule(pointCount: 16)

  /// Halvings of a panel at most.
  private static let depthLimit = 400

  private static let panelLimit = 1 << 15

  /// The most of the integral that may remain next to a singularity.
  private static let singularRemainder = 1e-7

  /// Widths of the highest mode from which on a tail is one of a power law.
  private static let far = 1e20

  /// The least tail index: nearer to 2 too much of the variance lies where the density is no number any more.
  private static let leastTailIndex = 2.2

  /// The panels of a formula on a support.
  ///
  /// - Throws: ``FormulaError``.
  init(of expression: Expression, on support: Interval) throws(FormulaError) {
    let scan = try FormulaScan(of: expression, on: support)
    breakpoints = scan.breakpoints
    let marks = scan.marks
    var worst: (value: Double, position: Double)?
    let checked = { (x: Double) in
      let value = expression(x)
      if !(value >= 0) { worst = worst ?? (value, x) }
      return value
    }
    let rough = zip(marks, marks.dropFirst()).map { lower, upper in
      Self.moments(from: lower, to: upper, of: checked)
        .movingReference(downBy: lower / 2 + upper / 2)
    }
    // A rule may come upon a singularity, whose panel is no scale for the others.
    let scale = rough.filter { $0.mass.isFinite && $0.second.isFinite }
      .reduce(.zero) { $0 + $1 }
    var stack = zip(marks, marks.dropFirst()).reversed().map { lower, upper in
      (lower: lower, upper: upper, depth: 0)
    }
    while let (lower, upper, depth) = stack.popLast() {
      let middle = lower / 2 + upper / 2
      let whole = Self.moments(from: lower, to: upper, of: checked)
      let halves =
        Self.moments(from: lower, to: middle, of: checked)
        .movingReference(downBy: (lower - middle) / 2)
        + Self.moments(from: middle, to: upper, of: checked)
        .movingReference(downBy: (upper - middle) / 2)
      if let worst { throw .badValue(worst.value, at: worst.position) }
      let isExact =
        abs(whole.mass - halves.mass)
        <= max(1e-13, 2 * Self.noise(of: expression, from: lower, to: upper)) * halves.mass
      let extent = max(abs(lower), abs(upper))
      // Not at once, so that the tails keep their digits, but where there are none.
      let isNothing =
        depth >= 64 && halves.mass <= 1e-18 * scale.mass
        && halves.mass * extent * extent <= 1e-18 * scale.second
        || halves.mass <= scan.negligibleValue * (upper - lower)
      let isLast = depth == Self.depthLimit || !(lower < middle && middle < upper)
      guard isExact || isNothing || isLast else {
        stack.append((middle, upper, depth + 1))
        stack.append((lower, middle, depth + 1))
        continue
      }
      if isLast, !isExact, !isNothing, !(halves.mass <= Self.singularRemainder * scale.mass) {
        throw abs(middle) < Self.far * scan.width ? .noIntegral(near: middle) : .noVariance
      }
      ends.append(lower)
      moments.append(halves)
      guard moments.count <= Self.panelLimit else { throw .tooManyPanels }
    }
    ends.append(marks[marks.count - 1])
    let isInfinite = moments.contains { !$0.second.isFinite }
    guard !isInfinite else { throw .noVariance }
    // A tail that is there so far out is a power law.
    tailIndex =
      [(support.upper, marks[marks.count - 1]), (support.lower, marks[0])]
      .filter { !$0.0.isFinite && abs($0.1) > Self.far * scan.width }
      .map { _, end in
        let near = (end < 0 ? -1e10 : 1e10) * scan.width
        let fall = Double.log10(expression(near) / expression(1e8 * near)) / 8
        return ((fall - 1) * 1e9).rounded() / 1e9
      }.min() ?? .infinity
    guard tailIndex >= Self.leastTailIndex else { throw .noVariance }
  }

  /// How much the function changes relatively at neighbouring numbers, to which the nodes of a rule are rounded.
  private static func noise(
    of expression: Expression, from lower: Double, to upper: Double
  ) -> Double {
    [0.2, 0.5, 0.8].map { fraction in
      let x = lower + fraction * (upper - lower)
      let value = expression(x)
      let change = abs(expression(x.nextUp) - value) + abs(value - expression(x.nextDown))
      return value > 0 && change.isFinite ? change / value : 0
    }.max() ?? 0
  }

  /// The moments of a function over an interval, about its middle.
  static func moments(
    from lower: Double, to upper: Double, of function: (Double) -> Double
  ) -> PartialMoments {
    let half = (upper - lower) / 2
    var moments = PartialMoments.zero
    for i in rule.nodes.indices {
      let offset = half * rule.nodes[i]
      let share = half * rule.weights[i] * function(lower + half + offset)
      moments.mass += share
      moments.first += share * offset
      moments.second += share * (offset * offset)
    }
    return moments
  }
}
