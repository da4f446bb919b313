import RDCore
import RDNumerics
import RealModule

/// A density given by any positive function, divided by its integral.
///
/// The support is cut into panels on which a 16-point rule integrates the function as well as on their halves: at its kinks, about its
/// modes, and towards a singularity and into the tails until nothing is left. Every other quantity is a sum over panels.
package struct FormulaDensity: UnivariateDistribution {
  private let expression: Expression

  /// The integral of the expression.
  package let integral: Double

  package let support: Interval

  package let mean: Double

  package let variance: Double

  package let tailIndex: Double

  /// Where the function has a kink, a jump or a singularity, and its modes.
  package let breakpoints: [Double]

  package let differentialEntropy: Information

  /// The ends of the panels, ascending, shape `[n + 1]`.
  private let ends: [Double]

  private let sums: MomentTree

  /// The probability below each end, and above it, shape `[n + 1]`.
  private let below: [Double]
  private let above: [Double]

  /// The density of an expression.
  ///
  /// - Parameters:
  ///   - expression: not negative on the support; its integral is divided out.
  ///   - support: where it is taken; zero elsewhere.
  /// - Throws: ``FormulaError`` for one that is negative or no number somewhere, or without an integral or a variance.
  init(_ expression: Expression, support: Interval) throws(FormulaError) {
    let panels = try FormulaPanels(of: expression, on: support)
    self.expression = expression
    self.support = support
    breakpoints = panels.breakpoints
    tailIndex = panels.tailIndex
    ends = panels.ends
    let total = panels.moments.reduce(0) { $0 + $1.mass }
    integral = total
    let leaves = panels.moments.map { $0.weighted(by: 1 / total) }
    sums = MomentTree(
      leaves: leaves, centres: zip(ends, ends.dropFirst()).map { $0 / 2 + $1 / 2 })
    let first = sums.moments(over: leaves.indices, about: 0).first
    mean = first
    variance = sums.moments(over: leaves.indices, about: first).second
    below = leaves.map(\.mass).runningMasses
    above = leaves.map(\.mass).reversed().runningMasses.reversed()
    var entropy = CompensatedSum()
    for (lower, upper) in zip(ends, ends.dropFirst()) {
      entropy.add(
        Self.integral(from: lower, to: upper) { x in
          let height = expression(x) / total
          return height > 0 && height < .infinity ? -height * Double.log(height) : 0
        })
    }
    differentialEntropy = .nats(entropy.value)
  }

  /// The integral of a function over a panel, which is halved where it is not smooth though the density is, as next to a zero.
  private static func integral(
    from lower: Double, to upper: Double, depth: Int = 0, of function: (Double) -> Double
  ) -> Double {
    let middle = lower / 2 + upper / 2
    let whole = FormulaPanels.rule.integrate(from: lower, to: upper, function)
    let halves =
      FormulaPanels.rule.integrate(from: lower, to: middle, function)
      + FormulaPanels.rule.integrate(from: middle, to: upper, function)
    guard abs(whole - halves) > 1e-15, depth < 40 else { return halves }
    return integral(from: lower, to: middle, depth: depth + 1, of: function)
      + integral(from: middle, to: upper, depth: depth + 1, of: function)
  }

  /// `false`: not known.
  package var isLogConcave: Bool { false }

  package func density(at x: Double) -> Double {
    guard support.contains(x), x.isFinite else { return 0 }
    let value = expression(x)
    return value.isNaN ? 0 : max(value, 0) / integral
  }

  package func cumulative(_ x: Double) -> Double {
    if x <= ends[0] { return 0 }
    if x > mean { return 1 - survival(x) }
    let i = panel(of: x)
    return min(below[i] + mass(from: ends[i], to: x), 1)
  }

  package func survival(_ x: Double) -> Double {
    if x >= ends[ends.count - 1] { return 0 }
    if x <= mean { return 1 - cumulative(x) }
    let i = panel(of: x)
    return min(above[i + 1] + mass(from: x, to: ends[i + 1]), 1)
  }

  /// The value below which a fraction `p` of the probability lies, by Newton's method within a panel.
  package func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies between 0 and 1")
    if p == 0 { return support.lower }
    if p == 1 { return support.upper }
    // From the nearer end, so that both tails are accurate.
    let isLower = p < 0.5
    let i = isLower ? lastIndex(in: below) { $0 <= p } : lastIndex(in: above) { $0 > 1 - p }
    let target = isLower ? p - below[i] : 1 - p - above[i + 1]
    var (low, high) = (ends[i], ends[i + 1])
    var x = low / 2 + high / 2
    for _ in 0..<100 {
      let found = isLower ? mass(from: ends[i], to: x) : mass(from: x, to: ends[i + 1])
      let excess = isLower ? found - target : target - found
      if excess > 0 { high = x } else { low = x }
      var next = x - excess / density(at: x)
      if !(next > low && next < high) { next = low / 2 + high / 2 }
      let change = abs(next - x)
      x = next
      if change <= 2 * .ulpOfOne * max(abs(x), ends[i + 1] - ends[i]) { break }
    }
    return x
  }

  package func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments {
    let lower = max(interval.lower, ends[0])
    let upper = min(interval.upper, ends[ends.count - 1])
    guard lower < upper else { return .zero }
    let (first, last) = (panel(of: lower), panel(of: upper))
    // Whole panels are known, and better where a singularity is.
    let start = lower == ends[first] ? first : first + 1
    let end = upper == ends[last + 1] ? last + 1 : last
    guard first < last || start < end else {
      return moments(from: lower, to: upper, about: reference)
    }
    var sum = sums.moments(over: start..<end, about: reference)
    if start > first {
      sum = sum + moments(from: lower, to: ends[first + 1], about: reference)
    }
    if end == last {
      sum = sum + moments(from: ends[last], to: upper, about: reference)
    }
    return sum
  }

  private func mass(from lower: Double, to upper: Double) -> Double {
    FormulaPanels.rule.integrate(from: lower, to: upper, density(at:))
  }

  private func moments(
    from lower: Double, to upper: Double, about reference: Double
  ) -> PartialMoments {
    FormulaPanels.moments(from: lower, to: upper, of: density(at:))
      .movingReference(downBy: lower / 2 + upper / 2 - reference)
  }

  private func panel(of x: Double) -> Int { lastIndex(in: ends) { $0 <= x } }

  /// The last panel at whose lower end a condition holds, which holds first and then no more; 0 if it never holds.
  private func lastIndex(in numbers: [Double], _ holds: (Double) -> Bool) -> Int {
    var low = 0
    var high = numbers.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if holds(numbers[middle]) { low = middle } else { high = middle }
    }
    return low
  }
}
