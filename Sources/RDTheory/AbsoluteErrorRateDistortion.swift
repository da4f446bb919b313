import RDCore
import RDNumerics
import RDSources
import RealModule

/// The rate–distortion function of any density under mean absolute error, computed with certified bounds for the density itself.
///
/// Each query solves for the slope of the curve there and certifies both sides; see `AbsoluteErrorProgram`. The farther a heavy
/// tail reaches, the more of it is left to a plain quantiser, and the wider the bounds. Where the source is so wide on the scale
/// of the distortion that its alphabet cannot be computed, the lower bound is Shannon's, and the upper bound follows from
/// the largest rate that can be computed: the residual, of mean magnitude `D'`, is quantised with steps of `2 D`, and the
/// indices, of mean magnitude at most `D' / (2 D) + 1/2`, have at most the entropy of a two-sided geometric distribution.
///
/// > Source: [shannon1959]; [berger1971], section 4.3; the program is that of [blahut1972].
package final class AbsoluteErrorRateDistortion: CachedRateDistortion {
  private let density: any UnivariateDistribution
  /// A unit of the computed distortion, in source units.
  let unit: Double
  /// The mean distance from the median, in standard units.
  let spread: Double
  private let entropyNats: Double
  /// Beyond each lies little probability, beyond the first hardly any.
  private let intervals: [Interval]
  /// Whether the distortion of an independent reproduction may have no ninth moment.
  let isDispersionFormal: Bool
  let cache = RateDistortionCache()

  /// The widest interval, in reciprocal slopes, over which an alphabet is optimised.
  private static let optimisedSpan = 6000.0

  /// The gap between the bounds to aim for, in nats.
  private let tolerance = 1e-6

  /// What an alphabet may lose where its dispersion is sought, in nats: little beside what the tails lose.
  private let dispersionTolerance: Double

  /// The function of a density.
  package init(of density: any UnivariateDistribution) {
    func open(_ density: some UnivariateDistribution) -> (
      any UnivariateDistribution, scale: Double, spread: Double, [Interval], tailMass: Double
    ) {
      let form = density.standardForm
      let standard = form.distribution
      let median = standard.quantile(0.5)
      let below = standard.partialMoments(over: Interval(-.infinity, median), about: median)
      let above = standard.partialMoments(over: Interval(median, .infinity), about: median)
      let support = standard.support
      let least = SquaredErrorProgram.tailMass(of: standard).isHeavy ? 1e-7 : 1e-9
      let intervals = [least, 1e-6, 1e-5, 1e-4, 1e-3].map { tail in
        Interval(
          support.lower.isFinite ? support.lower : standard.quantile(tail),
          support.upper.isFinite ? support.upper : standard.quantile(1 - tail))
      }
      return (standard, form.scale, above.first - below.first, intervals, least)
    }
    let tailMass: Double
    (self.density, unit, spread, intervals, tailMass) = open(density)
    dispersionTolerance = max(1e-8, 10 * tailMass)
    entropyNats = self.density.differentialEntropy.nats
    isDispersionFormal = density.tailIndex <= 9
  }

  var standardZeroRateDistortion: Double { spread }

  var bitsPerOctave: Double { 1 }

  package var distortionMeasure: DistortionMeasure { .meanAbsoluteError }

  // MARK: In nats and standard units

  func dispersion(at distortion: Double) -> RateDispersion {
    let upper = knownRateNats(at: distortion).upper
    // With more probability in the tails the limit is nearer.
    let widest = intervals[0]
    func refined(_ logSlope: Double) -> DispersionSearch.Sample {
      let program = program(
        logSlope, on: widest, spacing: 0.2, tolerance: dispersionTolerance, rounds: 8)
      return .init(certificate: program.certificate, variance: program.tiltedVariance)
    }
    return DispersionSearch.dispersion(
      of: density, gapNats: max(upper - shannonRate(at: distortion), 0),
      tolerance: interval(atDistortion: distortion) == widest ? dispersionTolerance : .infinity,
      atDistortion: distortion, highestSlope: 1 / distortion,
      coarse: { coarse($0, on: widest).distortion }, refined: refined)
  }

  /// The widest interval over which an alphabet can be optimised, if there is one.
  private func interval(atDistortion distortion: Double) -> Interval? {
    intervals.first { $0.width / distortion <= Self.optimisedSpan }
  }

  private var leastComputedDistortion: Double {
    intervals[intervals.count - 1].width / Self.optimisedSpan * 1.0001
  }

  private func shannonRate(at distortion: Double) -> Double {
    entropyNats - Double.log(2) - 1 - Double.log(distortion)
  }

  private func shannonDistortion(atRateNats rate: Double) -> Double {
    Double.exp(entropyNats - rate - 1) / 2
  }

  func rateNats(at distortion: Double) -> (lower: Double, upper: Double) {
    let shannon = max(shannonRate(at: distortion), 0)
    guard let interval = interval(atDistortion: distortion) else {
      let known = leastComputedDistortion
      let upper = knownRateNats(at: known).upper
      return (shannon, upper + Self.geometricEntropy(meanMagnitude: known / distortion / 2 + 0.5))
    }
    let answer = solve(on: interval, highestSlope: 1 / distortion) {
      Double.log(distortion / $0.distortion)
    }
    let upper = max(
      SlopeSearch.chord(
        answer.flatMap(\.points).map { ($0.distortion, $0.rateNats) }, at: distortion), 0)
    let lower = answer.map { $0.lowerRateNats(at: distortion) }.max() ?? 0
    return (min(max(lower, shannon), upper), upper)
  }

  func distortion(atRateNats rate: Double) -> (lower: Double, upper: Double) {
    let shannon = shannonDistortion(atRateNats: rate)
    guard let interval = interval(atDistortion: shannon) else {
      // The distortion of the upper bound, found by inverting it: the entropy grows with the mean magnitude.
      let known = leastComputedDistortion
      let spent = knownRateNats(at: known).upper
      let left = rate - spent
      guard left > Self.geometricEntropy(meanMagnitude: 1) else {
        return (shannon, left >= 0 ? max(known, shannon) : spread)
      }
      let range = Interval(0, left + 1)
      let root = try? BrentRoot(relativeTolerance: 0, absoluteTolerance: 1e-12).root(in: range) {
        Self.geometricEntropy(meanMagnitude: Double.exp($0)) - left
      }
      let magnitude = Double.exp((root?.position ?? 0) - 1e-11)
      return (shannon, max(min(known / (2 * magnitude - 1), known), shannon))
    }
    let answer = solve(on: interval, highestSlope: 1 / shannon) { $0.rateNats - rate }
    let upper = min(
      SlopeSearch.chord(answer.flatMap(\.points).map { ($0.rateNats, $0.distortion) }, at: rate),
      spread)
    let lower = answer.map { $0.lowerDistortion(atRateNats: rate) }.max() ?? 0
    return (min(max(lower, shannon), upper), upper)
  }

  /// The greatest entropy of integers of a given mean magnitude above 0, in nats.
  private static func geometricEntropy(meanMagnitude mean: Double) -> Double {
    // Probabilities (1 - t) / (1 + t) t^|k| have the mean magnitude 2 t / (1 - t^2); 1 - t without cancellation.
    let root = Double.hypot(1, mean)
    let complement = (1 + 1 / (root + mean)) / (1 + root)
    return Double.log(2 - complement) - Double.log(complement)
      - mean * Double.log(onePlus: -complement)
  }

  private typealias Point = (distortion: Double, rateNats: Double)

  private func solve(
    on interval: Interval, highestSlope: Double, excess: (Point) -> Double
  ) -> [SlopeCertificate] {
    SlopeSearch.search(
      highestSlope: highestSlope, coarse: { excess(coarse($0, on: interval)) },
      refined: { logSlope in
        let program = program(
          logSlope, on: interval, spacing: 0.2, tolerance: tolerance, rounds: 8)
        var certificate = program.certificate
        let off = excess(certificate.points[0])
        if let point = program.point(where: excess) { certificate.points.append(point) }
        return (certificate, off)
      })
  }

  /// The point of a coarse alphabet, which is sufficient to find the slope.
  private func coarse(_ logSlope: Double, on interval: Interval) -> Point {
    program(logSlope, on: interval, spacing: 0.5, tolerance: tolerance, rounds: 1)
      .certificate.points[0]
  }

  private func program(
    _ logSlope: Double, on interval: Interval, spacing: Double, tolerance: Double, rounds: Int
  ) -> AbsoluteErrorProgram {
    func open(_ density: some UnivariateDistribution) -> AbsoluteErrorProgram {
      .refined(
        density, on: interval, slope: Double.exp(logSlope), spacing: spacing,
        tolerance: tolerance, roundLimit: rounds)
    }
    return open(density)
  }
}
