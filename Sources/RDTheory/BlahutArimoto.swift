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
  ///   - distortions: of each symbol by each reproduction, shape `[K, M]`; none negative. One that is infinite forbids the reproduction; every
  ///     symbol has a finite one, and one reproduction is finite for all symbols.
  ///   - measure: the measure whose values they are.
  /// - Precondition: one row per symbol, all of the same length of at least 1.
  public init(
    of source: DiscreteDistribution, distortions: [[Double]], measure: DistortionMeasure = .matrix
  ) {
    precondition(distortions.count == source.symbolCount && !distortions[0].isEmpty)
    precondition(distortions.allSatisfy { $0.count == distortions[0].count })
    precondition(distortions.allSatisfy { $0.allSatisfy { $0 >= 0 } })
    let used = source.probabilities.indices.filter { source.probabilities[$0] > 0 }
    probabilities = used.map { source.probabilities[$0] }
    self.distortions = used.map { distortions[$0] }
    distortionMeasure = measure
    precondition(zeroRateDistortion.isFinite)
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
  package func point(atSlope slope: Double) -> SlopePoint {
    precondition(slope >= 0 && slope.isFinite)
    let count = distortions[0].count
    // Distortions are taken relative to each symbol's nearest reproduction, so that no row of the kernel vanishes.
    let nearest = distortions.map { $0.min() ?? 0 }
    let program = BandedProgram(
      weights: probabilities, columnCount: count, columns: { _ in 0..<count },
      kernel: { x, y in
        distortions[x][y].isFinite ? Double.exp(-slope * (distortions[x][y] - nearest[x])) : 0
      })
    let level = Array(repeating: 1 / Double(count), count: count)
    let solution = program.solve(from: level, tolerance: 1e-13)
    return SlopePoint(
      slope: slope, probabilities: probabilities,
      // What is forbidden has no share.
      distortion: { distortions[$0][$1].isFinite ? distortions[$0][$1] : 0 },
      nearest: nearest,
      program: program, solution: solution, worst: solution.columnSums.max() ?? 1)
  }

  /// `R(D)`, between the chord of two points and the tangents at them.
  ///
  /// It is 0 from ``zeroRateDistortion`` on, and infinite below the least possible distortion.
  public func ratePerSample(atDistortion distortion: Double) -> Enclosure<Information> {
    curve.ratePerSample(atDistortion: distortion)
  }

  /// `D(R)`, between the chord of two points and the tangents at them; the least possible distortion from the entropy on.
  public func distortion(atRatePerSample rate: Information) -> Enclosure<Double> {
    curve.distortion(atRatePerSample: rate)
  }

  /// The variance of the tilted information, by linear interpolation between two points, with what they lose and how far they are apart
  /// as its error.
  public func dispersion(atDistortion distortion: Double) -> RateDispersion? {
    curve.dispersion(atDistortion: distortion)
  }

  private var curve: SlopeCurve {
    let spread = max(distortions.joined().filter(\.isFinite).max() ?? 1, 1e-300)
    let excesses = distortions.flatMap { row in
      let nearest = row.min() ?? 0
      return row.map { $0 - nearest }.filter { $0 > 0 && $0.isFinite }
    }
    return SlopeCurve(
      zeroRateDistortion: zeroRateDistortion, leastDistortion: leastDistortion,
      leastExcess: excesses.min() ?? spread, spread: spread,
      entropy: DiscreteDistribution(weights: probabilities).entropy, point: point(atSlope:))
  }
}
