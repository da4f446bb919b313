import RDCore
import RDNumerics
import RealModule

/// A density given by its values at some points, linear between them and zero outside; at a point that is given twice it jumps.
///
/// It is stored standardised to mean 0 and variance 1; `LocationScale` restores location and scale.
package struct TabulatedDensity: UnivariateDistribution, NotedDistribution, Equatable {
  /// The most rows that a file may have.
  static let rowLimit = 1 << 20

  /// The greatest deviation of the integral of a density from 1.
  static let integralTolerance = 1e-6

  /// The least distance of two points, in widths of the support, that keeps them apart when the density is standardised.
  static let leastGap = 1e-14

  /// The points, ascending, shape `[n]`; two are equal where the density jumps.
  package let positions: [Double]

  /// The density at the points, shape `[n]`; none negative.
  package let densities: [Double]

  /// The points at which the density jumps or its slope changes.
  package let breakpoints: [Double]

  /// The mean: 0 up to rounding.
  package let mean: Double

  /// The variance: 1 up to rounding.
  package let variance: Double

  package private(set) var note: String?

  /// The moments of segments, of pairs of them, of pairs of pairs and so on, so that those of any run are a short sum.
  private let sums: MomentTree

  /// The probability below each point, and above it, shape `[n]`.
  private let below: [Double]
  private let above: [Double]

  /// A standardised density through given points, divided by its integral, with its location and scale.
  ///
  /// - Parameters:
  ///   - positions: the points, ascending, shape `[n]`; of two that are equal the first has the limit from below, the second that from
  ///     above.
  ///   - densities: the values there up to a factor, shape `[n]`.
  ///   - note: what to know about their origin.
  /// - Returns: `nil` if the standard deviation is not within `SourceScale`.
  /// - Precondition: at least two points, ascending, no two unequal ones closer than 1e-14 of the whole width, at most 1e150 in magnitude;
  ///   densities that are finite and not negative, not all 0.
  package static func standardised(
    positions: [Double], densities: [Double], note: String? = nil
  ) -> LocationScale<TabulatedDensity>? {
    precondition(positions.count == densities.count && positions.count >= 2)
    let width = positions[positions.count - 1] - positions[0]
    let middle = positions[0] + width / 2
    guard SourceScale.range.contains(width) else { return nil }
    let rough = TabulatedDensity(
      positions: positions.map { ($0 - middle) / width }, densities: densities)
    let deviation = rough.standardDeviation
    var density = TabulatedDensity(
      positions: rough.positions.map { ($0 - rough.mean) / deviation }, densities: rough.densities)
    density.note = note
    guard SourceScale.range.contains(width * deviation) else { return nil }
    return LocationScale(
      density, location: middle + width * rough.mean, scale: width * deviation)
  }

  private init(positions: [Double], densities: [Double]) {
    let support = Self.indicesOfSupport(positions, densities)
    let positions = Array(positions[support])
    let densities = Array(densities[support])
    precondition(zip(positions, positions.dropFirst()).allSatisfy { $0 <= $1 })
    var integral = CompensatedSum()
    for i in 1..<positions.count {
      integral.add((positions[i] - positions[i - 1]) * (densities[i - 1] / 2 + densities[i] / 2))
    }
    self.positions = positions
    breakpoints =
      positions[..<1] + zip(positions, positions.dropFirst()).filter { $0 < $1 }.map { $0.1 }
    self.densities = densities.map { $0 / integral.value }
    let heights = self.densities
    sums = MomentTree(
      leaves: (1..<positions.count).map { i in
        Self.straightMoments(
          from: positions[i - 1], to: positions[i], heights[i - 1], heights[i],
          about: positions[i - 1] / 2 + positions[i] / 2)
      }, centres: (1..<positions.count).map { positions[$0 - 1] / 2 + positions[$0] / 2 })
    let whole = sums.moments(over: 0..<(positions.count - 1), about: 0)
    mean = whole.first / whole.mass
    variance = sums.moments(over: 0..<(positions.count - 1), about: mean).second / whole.mass
    below = sums.leafMasses.runningMasses
    above = sums.leafMasses.reversed().runningMasses.reversed()
  }

  /// The points between which the density is not zero: leading and trailing zeros are dropped, but for one on each side where it does not
  /// jump.
  static func indicesOfSupport(_ positions: [Double], _ densities: [Double]) -> ClosedRange<Int> {
    var first = densities.firstIndex { $0 > 0 } ?? 0
    var last = densities.lastIndex { $0 > 0 } ?? first
    if first > 0, positions[first - 1] < positions[first] { first -= 1 }
    if last + 1 < densities.count, positions[last] < positions[last + 1] { last += 1 }
    return first...last
  }

  /// From the first to the last point of non-zero density about it.
  package var support: Interval { Interval(positions[0], positions[positions.count - 1]) }

  /// Whether the density is concave on its support; a piecewise linear density that is not may still be log-concave.
  package var isLogConcave: Bool {
    let slopes = (1..<positions.count).map { slope(of: $0 - 1) }
    return zip(slopes, slopes.dropFirst()).allSatisfy { $0 >= $1 }
  }

  /// Whether the points come in mirrored pairs, up to the rounding of points and densities.
  package var isSymmetric: Bool {
    let tolerance = 16 * Double.ulpOfOne
    let ends = positions[0] + positions[positions.count - 1]
    return zip(positions.indices, positions.indices.reversed()).allSatisfy { i, j in
      abs(positions[i] + positions[j] - ends) <= tolerance * support.width
        && abs(densities[i] - densities[j]) <= tolerance * densities[i]
    }
  }

  /// The density, linear between the points.
  package func density(at x: Double) -> Double {
    guard support.contains(x) else { return 0 }
    let i = segment(of: x)
    return max(densities[i] + slope(of: i) * (x - positions[i]), 0)
  }

  package func cumulative(_ x: Double) -> Double {
    if x <= support.lower { return 0 }
    if x >= support.upper { return 1 }
    let i = segment(of: x)
    return below[i] + (x - positions[i]) * (densities[i] / 2 + density(at: x) / 2)
  }

  package func survival(_ x: Double) -> Double {
    if x <= support.lower { return 1 }
    if x >= support.upper { return 0 }
    let i = segment(of: x)
    return above[i + 1] + (positions[i + 1] - x) * (densities[i + 1] / 2 + density(at: x) / 2)
  }

  /// The value below which a fraction `p` of the probability lies: a root of a parabola.
  package func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies between 0 and 1")
    // From the nearer end, so that both tails are accurate.
    if p < 0.5 {
      let i = min(lastIndex(in: below) { $0 <= p }, positions.count - 2)
      return min(
        positions[i] + distance(holding: p - below[i], from: densities[i], slope: slope(of: i)),
        positions[i + 1])
    }
    let rest = 1 - p
    let i = min(lastIndex(in: above) { $0 > rest }, positions.count - 2)
    return max(
      positions[i + 1]
        - distance(holding: rest - above[i + 1], from: densities[i + 1], slope: -slope(of: i)),
      positions[i])
  }

  /// The distance from a height, along a slope, that holds a given mass.
  private func distance(holding mass: Double, from height: Double, slope: Double) -> Double {
    guard mass > 0 else { return 0 }
    return 2 * mass / (height + max(height * height + 2 * slope * mass, 0).squareRoot())
  }

  /// The integral of `-f ln f`, segment by segment.
  package var differentialEntropy: Information {
    var sum = CompensatedSum()
    let rule = GaussLegendreRule(pointCount: 8)
    for i in 0..<(positions.count - 1) {
      let (f, g) = (densities[i], densities[i + 1])
      let width = positions[i + 1] - positions[i]
      guard max(f, g) > 0 else { continue }
      if abs(f - g) < 0.1 * max(f, g) {
        // The closed form would cancel.
        sum.add(
          width
            * rule.integrate(from: 0, to: 1) { t in
              let height = f + t * (g - f)
              return -height * Double.log(height)
            })
      } else {
        func integral(_ height: Double) -> Double {
          height > 0 ? height * height * (0.25 - Double.log(height) / 2) : 0
        }
        sum.add(width * ((integral(g) - integral(f)) / (g - f)))
      }
    }
    return .nats(sum.value)
  }

  /// The moments over an interval: polynomials on partial segments, and stored sums for whole ones.
  package func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments {
    let lower = max(interval.lower, support.lower)
    let upper = min(interval.upper, support.upper)
    guard lower < upper else { return .zero }
    let first = segment(of: lower)
    let last = segment(of: upper)
    guard first < last else {
      return moments(inside: first, from: lower, to: upper, about: reference)
    }
    return moments(inside: first, from: lower, to: positions[first + 1], about: reference)
      + sums.moments(over: (first + 1)..<last, about: reference)
      + moments(inside: last, from: positions[last], to: upper, about: reference)
  }

  private func moments(
    inside segment: Int, from lower: Double, to upper: Double, about reference: Double
  ) -> PartialMoments {
    let slope = slope(of: segment)
    let height = { (x: Double) in max(densities[segment] + slope * (x - positions[segment]), 0) }
    return Self.straightMoments(
      from: lower, to: upper, height(lower), height(upper), about: reference)
  }

  /// The moments over `[lower, upper]` of a density that is linear there.
  private static func straightMoments(
    from lower: Double, to upper: Double, _ lowerHeight: Double, _ upperHeight: Double,
    about reference: Double
  ) -> PartialMoments {
    let half = (upper - lower) / 2
    let height = lowerHeight / 2 + upperHeight / 2
    return PartialMoments(
      mass: 2 * half * height, first: half * half * (upperHeight - lowerHeight) / 3,
      second: 2 * half * half * half * height / 3
    ).movingReference(downBy: lower + half - reference)
  }

  private func slope(of segment: Int) -> Double {
    (densities[segment + 1] - densities[segment]) / (positions[segment + 1] - positions[segment])
  }

  /// The segment that holds a point of the support.
  private func segment(of x: Double) -> Int {
    min(lastIndex(in: positions) { $0 <= x }, positions.count - 2)
  }

  /// The last index at which a condition holds, for an array in which it holds first and then no more; 0 if it never holds.
  private func lastIndex(in numbers: [Double], _ holds: (Double) -> Bool) -> Int {
    var low = 0
    var high = numbers.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if holds(numbers[middle]) { low = middle } else { high = middle }
    }
    return low
  }
}
