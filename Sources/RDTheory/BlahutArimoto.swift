import RDCore
import RDNumerics
import RDSources
import RealModule

/// The rate–distortion function of independent symbols under any distortion matrix, certified on both sides.
///
/// At a slope the best masses `q` of the reproduction alphabet come from Blahut's concave program, solved by an interior-point
/// method, which converges where the Blahut–Arimoto iteration slows down. The certificates are Blahut's: with
/// `A(x) = sum of q(y) exp(-s d(x, y))` and `c(y) = sum of p(x) exp(-s d(x, y)) / A(x)`, the test channel `q exp(-s d) / A` is an
/// achievable point, and `R(D) >= -E ln A - max ln c - s D` for every `D`.
///
/// > Source: [blahut1972], theorems 5 and 6; [arimoto1972]; [csiszar1974].
public struct BlahutArimoto: RateDistortionFunction {
  /// A point of the curve at a slope.
  package struct Point: Sendable {
    /// The slope `s = -dR/dD`, in nats per unit of distortion.
    package let slope: Double

    /// The mean distortion of the test channel.
    package let distortion: Double

    /// Bounds of `R(D)` at that distortion, in bits or nats per sample; the value is the upper one, the rate of the test channel.
    package let ratePerSample: Enclosure<Information>

    /// `L` in nats, such that `R(D) >= L - s D` for every distortion `D`.
    fileprivate let intercept: Double

    /// The variance of the tilted information of the test channel, in squared nats.
    fileprivate let tiltedVariance: Double
  }

  /// The measure whose values the matrix holds.
  public let distortionMeasure: DistortionMeasure

  /// The probabilities of the symbols, shape `[K]`.
  private let probabilities: [Double]

  /// The distortion of each symbol by each reproduction, shape `[K, M]`.
  private let distortions: [[Double]]

  /// The function of a source.
  ///
  /// - Parameters:
  ///   - source: `K` symbols with their probabilities.
  ///   - distortions: of each symbol by each reproduction, shape `[K, M]`; none negative, all finite.
  ///   - measure: the measure whose values they are.
  /// - Precondition: one row per symbol, all of the same length of at least 1.
  public init(
    of source: DiscreteDistribution, distortions: [[Double]], measure: DistortionMeasure = .matrix
  ) {
    precondition(distortions.count == source.symbolCount && !distortions[0].isEmpty)
    precondition(distortions.allSatisfy { $0.count == distortions[0].count })
    precondition(distortions.allSatisfy { $0.allSatisfy { $0 >= 0 && $0.isFinite } })
    let used = source.probabilities.indices.filter { source.probabilities[$0] > 0 }
    probabilities = used.map { source.probabilities[$0] }
    self.distortions = used.map { distortions[$0] }
    distortionMeasure = measure
  }

  /// The least mean distortion of any single reproduction.
  public var zeroRateDistortion: Double {
    distortions[0].indices.map { y in
      zip(probabilities, distortions).reduce(0) { $0 + $1.0 * $1.1[y] }
    }.min() ?? 0
  }

  /// The distortion in the limit of high rates, each symbol reproduced by its nearest.
  package var leastDistortion: Double {
    zip(probabilities, distortions).reduce(0) { $0 + $1.0 * ($1.1.min() ?? 0) }
  }

  /// The point of the curve at a slope.
  ///
  /// - Precondition: `slope` is finite and not negative.
  package func point(atSlope slope: Double) -> Point {
    precondition(slope >= 0 && slope.isFinite)
    let count = distortions[0].count
    // Distortions are taken relative to each symbol's nearest reproduction, so that no row of the kernel vanishes.
    let nearest = distortions.map { $0.min() ?? 0 }
    let program = BandedProgram(
      weights: probabilities, columnCount: count, columns: { _ in 0..<count },
      kernel: { x, y in Double.exp(-slope * (distortions[x][y] - nearest[x])) })
    let level = Array(repeating: 1 / Double(count), count: count)
    let solution = program.solve(from: level, tolerance: 1e-13)
    let total = solution.masses.reduce(0, +)
    var potential = CompensatedSum()
    var distortion = CompensatedSum()
    let tilted = probabilities.indices.map { x in
      slope * nearest[x] - Double.log(solution.normalisers[x] / total)
    }
    for x in probabilities.indices {
      var error = 0.0
      for y in 0..<count {
        let share = solution.masses[y] * program.values[x * count + y]
        error += share * distortions[x][y]
      }
      distortion.add(probabilities[x] * error / solution.normalisers[x])
      potential.add(probabilities[x] * tilted[x])
    }
    var variance = CompensatedSum()
    for x in probabilities.indices {
      variance.add(
        probabilities[x] * (tilted[x] - potential.value) * (tilted[x] - potential.value))
    }
    let worst = Double.log((solution.columnSums.max() ?? 1) * total)
    // The masses are divided by their sum, the column sums multiplied by it.
    let intercept = potential.value - max(worst, 0)
    let upper = max(potential.value - slope * distortion.value, 0)
    let lower = min(max(intercept - slope * distortion.value, 0), upper)
    return Point(
      slope: slope, distortion: distortion.value,
      ratePerSample: Enclosure(value: .nats(upper), lower: .nats(lower), upper: .nats(upper)),
      intercept: intercept, tiltedVariance: variance.value)
  }

  /// `R(D)`, between the chord of two points and the tangents at them.
  ///
  /// It is 0 from ``zeroRateDistortion`` on, and infinite below the least possible distortion.
  public func ratePerSample(atDistortion distortion: Double) -> Enclosure<Information> {
    precondition(distortion > 0, "no bound is known at a distortion of 0")
    guard distortion < zeroRateDistortion else { return .exact(.zero) }
    guard distortion > leastDistortion else { return .exact(.bits(.infinity)) }
    let (above, below) = bracket { distortion - $0.distortion }
    var lower = max(
      above.intercept - above.slope * distortion, below.intercept - below.slope * distortion)
    let gap = above.distortion - below.distortion
    let share = gap > 0 ? min(max((above.distortion - distortion) / gap, 0), 1) : 1
    let upper = max(
      above.ratePerSample.upper.nats * (1 - share) + below.ratePerSample.upper.nats * share, 0)
    lower = min(max(lower, 0), upper)
    return Enclosure(lower: .nats(lower), upper: .nats(upper))
  }

  /// `D(R)`, between the chord of two points and the tangents at them.
  public func distortion(atRatePerSample rate: Information) -> Enclosure<Double> {
    precondition(rate.bits >= 0, "a rate is not negative")
    guard rate.nats > 0 else { return .exact(zeroRateDistortion) }
    let (above, below) = bracket { $0.ratePerSample.upper.nats - rate.nats }
    let lowest = [above, below].filter { $0.slope > 0 }.map {
      ($0.intercept - rate.nats) / $0.slope
    }
    let gap = below.ratePerSample.upper.nats - above.ratePerSample.upper.nats
    let share = gap > 0 ? min(max((rate.nats - above.ratePerSample.upper.nats) / gap, 0), 1) : 1
    let upper = above.distortion * (1 - share) + below.distortion * share
    let lower = min(max(lowest.max() ?? 0, leastDistortion), upper)
    let middle = lower + (upper - lower) / 2
    return Enclosure(value: middle, lower: lower, upper: upper)
  }

  /// The variance of the tilted information, by linear interpolation between two points, with what they lose and how far they are apart
  /// as its error.
  public func dispersion(atDistortion distortion: Double) -> RateDispersion? {
    precondition(distortion > 0, "no bound is known at a distortion of 0")
    guard distortion < zeroRateDistortion, distortion > leastDistortion else { return nil }
    let (above, below) = bracket { distortion - $0.distortion }
    let gap = above.distortion - below.distortion
    let share = gap > 0 ? min(max((above.distortion - distortion) / gap, 0), 1) : 1
    let variance = above.tiltedVariance * (1 - share) + below.tiltedVariance * share
    let loss =
      [above, below].map {
        $0.ratePerSample.upper.nats - ($0.intercept - $0.slope * $0.distortion)
      }.max() ?? 0
    return RateDispersion(
      squaredNats: variance,
      error: RateDispersion.error(variance: variance, loss: max(loss, 0))
        + abs(above.tiltedVariance - below.tiltedVariance))
  }

  /// Points that bracket the zero of a quantity that grows with the slope: one with a smaller slope, one with a larger.
  private func bracket(_ excess: (Point) -> Double) -> (above: Point, below: Point) {
    let spread = distortions.flatMap { $0 }.max() ?? 1
    var above = point(atSlope: 1e-9 / max(spread, 1e-300))
    var below = point(atSlope: 1 / max(spread, 1e-300))
    while excess(below) < 0, below.slope * spread < 1e6 {
      above = below
      below = point(atSlope: below.slope * 4)
    }
    // Regula falsi with bisection in the logarithm of the slope, to the last significant digits.
    for step in 0..<80 {
      let (low, high) = (Double.log(above.slope), Double.log(below.slope))
      guard high - low > 1e-7 else { break }
      let (under, over) = (excess(above), excess(below))
      var share = step % 3 == 2 ? 0.5 : under / (under - over)
      share = share.isFinite ? min(max(share, 0.02), 0.98) : 0.5
      let middle = point(atSlope: Double.exp(low + share * (high - low)))
      if excess(middle) < 0 { above = middle } else { below = middle }
    }
    return (above, below)
  }
}
