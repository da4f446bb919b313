import RDCore
import RDNumerics
import RDSources
import RealModule

/// The rate–distortion function of any density under mean-square error, computed with certified bounds for the density itself.
///
/// Each query solves for the slope of the curve there and certifies both sides; see `SquaredErrorProgram`. Bounds are at most
/// 1e-6 bits apart for densities of usual shape. At high rates the upper bound of a smoothed density meets the Shannon lower
/// bound. Where the source is so wide on the scale of the distortion that its alphabet cannot be computed, the upper bound
/// follows from the largest rate that can, for describing the residual costs at most the rate of a Gaussian:
/// `R(D) <= R(D') + ln(D' / D) / 2`.
///
/// > Source: [shannon1959]; the alphabet is discrete by [rose1994]; the program is that of [blahut1972].
package final class SquaredErrorRateDistortion: CachedRateDistortion {
  private let density: any UnivariateDistribution
  /// A unit of the computed distortion, in squared source units.
  let unit: Double
  let variance: Double
  private let entropyNats: Double
  /// Whether the distortion of an independent reproduction may have no ninth moment.
  let isDispersionFormal: Bool
  let cache = RateDistortionCache()
  private let coarsePoints = QueryMemory<Double, (distortion: Double, rateNats: Double)>()

  /// The greatest span, in kernel widths, over which an alphabet is optimised, and over which it is smoothed.
  private static let optimisedSpan = 3000.0
  private static let smoothedSpan = 20000.0

  /// The gap between the bounds to aim for, in nats.
  private let tolerance = 3e-7

  /// That where no slope about the one sought has been met, in nats.
  private static let straightTolerance = 1e-4

  /// What an alphabet may lose where its dispersion is sought, in nats: little beside what the tails lose.
  private var dispersionTolerance: Double { max(2e-9, 30 * tailMass) }

  /// The probability of each tail.
  private let tailMass: Double

  /// The function of a density.
  package init(of density: any UnivariateDistribution) {
    func open(_ density: some UnivariateDistribution) -> (any UnivariateDistribution, Double) {
      let form = density.standardForm
      return (form.distribution, form.scale)
    }
    let (standard, scale) = open(density)
    self.density = standard
    unit = scale * scale
    isDispersionFormal = density.tailIndex <= 18
    variance = standard.variance
    entropyNats = standard.differentialEntropy.nats
    func tail(_ density: some UnivariateDistribution) -> (mass: Double, isHeavy: Bool) {
      SquaredErrorProgram.tailMass(of: density)
    }
    let tail = tail(standard)
    tailMass = tail.mass
  }

  var standardZeroRateDistortion: Double { variance }

  var bitsPerOctave: Double { 0.5 }

  package var distortionMeasure: DistortionMeasure { .meanSquaredError }

  // MARK: In nats and standard units

  func dispersion(at distortion: Double) -> RateDispersion {
    let upper = knownRateNats(at: distortion).upper
    let slope = 0.5 / distortion
    var known: SquaredErrorProgram.Alphabet?
    return DispersionSearch.dispersion(
      of: density, gapNats: max(upper - shannonRate(at: distortion), 0),
      tolerance: isComputable(atSlope: slope) ? dispersionTolerance : .infinity,
      atDistortion: distortion, highestSlope: slope, coarse: { coarse($0).distortion },
      refined: { logSlope in
        let program = program(Double.exp(logSlope))
        let (alphabet, certificate) = refined(
          program, adjacentTo: &known, tolerance: dispersionTolerance)
        return .init(certificate: certificate, variance: program.tiltedVariance(alphabet))
      })
  }

  private func shannonRate(at distortion: Double) -> Double {
    entropyNats - Double.log(2 * .pi) / 2 - 0.5 - Double.log(distortion) / 2
  }

  private func shannonDistortion(atRateNats rate: Double) -> Double {
    Double.exp(2 * (entropyNats - rate) - 1) / (2 * .pi)
  }

  func rateNats(at distortion: Double) -> (lower: Double, upper: Double) {
    let shannon = max(shannonRate(at: distortion), 0)
    let gaussian = Double.log(variance / distortion) / 2
    func bounds(_ lower: Double, _ upper: Double) -> (lower: Double, upper: Double) {
      let highest = max(min(upper, gaussian), 0)
      return (min(max(lower, shannon), highest), highest)
    }
    let slope = 0.5 / distortion
    let span = span(atSlope: slope)
    if span > 30, span <= Self.smoothedSpan,
      let point = smoothed(slope, { $0.point($1, atDistortion: distortion) }),
      point.rateNats - shannon <= tolerance
    {
      return bounds(shannon, point.rateNats)
    }
    guard isComputable(atSlope: slope) else {
      let known = distortion * (span / Self.optimisedSpan) * (span / Self.optimisedSpan) * 1.0001
      let there = knownRateNats(at: known)
      return bounds(there.lower, there.upper + Double.log(known / distortion) / 2)
    }
    func bounds(_ found: [SlopeCertificate]) -> (lower: Double, upper: Double) {
      bounds(
        found.map { $0.lowerRateNats(at: distortion) }.max() ?? 0,
        SlopeSearch.chord(
          found.flatMap(\.points).map { ($0.distortion, $0.rateNats) }, at: distortion))
    }
    return bounds(
      solve(
        highestSlope: slope, excess: { Double.log(distortion / $0.distortion) },
        tilted: { $0.point($1, atDistortion: distortion) },
        gap: {
          let (lower, upper) = bounds($0)
          return upper - lower
        }))
  }

  func distortion(atRateNats rate: Double) -> (lower: Double, upper: Double) {
    let shannon = shannonDistortion(atRateNats: rate)
    let gaussian = variance * Double.exp(-2 * rate)
    func bounds(_ lower: Double, _ upper: Double) -> (lower: Double, upper: Double) {
      let highest = min(upper, gaussian)
      return (min(max(lower, shannon), highest), highest)
    }
    let slope = 0.5 / shannon
    let span = span(atSlope: slope)
    if span > 30, span <= Self.smoothedSpan,
      let point = smoothed(slope, { $0.point($1, atRateNats: rate) }),
      Double.log(point.distortion / shannon) / 2 <= tolerance
    {
      return bounds(shannon, point.distortion)
    }
    guard isComputable(atSlope: slope) else {
      let known = shannon * (span / Self.optimisedSpan) * (span / Self.optimisedSpan) * 1.0001
      let upper = knownRateNats(at: known).upper
      return bounds(shannon, known * Double.exp(2 * (upper - rate)))
    }
    func bounds(_ found: [SlopeCertificate]) -> (lower: Double, upper: Double) {
      bounds(
        found.map { $0.lowerDistortion(atRateNats: rate) }.max() ?? 0,
        SlopeSearch.chord(
          found.flatMap(\.points).map { ($0.rateNats, $0.distortion) }, at: rate))
    }
    return bounds(
      solve(
        highestSlope: slope, excess: { $0.rateNats - rate },
        tilted: { $0.point($1, atRateNats: rate) },
        // No rate falls faster than by half of the logarithm of the distortion.
        gap: {
          let (lower, upper) = bounds($0)
          return Double.log(upper / lower) / 2
        }))
  }

  private func span(atSlope slope: Double) -> Double {
    func open(_ density: some UnivariateDistribution) -> Double {
      SquaredErrorProgram.span(of: density, slope: slope, tailMass: tailMass)
    }
    return open(density)
  }

  private func isComputable(atSlope slope: Double) -> Bool {
    func open(_ density: some UnivariateDistribution) -> Bool {
      SquaredErrorProgram.isComputable(density, slope: slope, tailMass: tailMass)
    }
    return open(density)
  }

  private func program(
    _ slope: Double, tailMass mass: Double? = nil, joinsMildMarks: Bool = true
  ) -> SquaredErrorProgram {
    func open(_ density: some UnivariateDistribution) -> SquaredErrorProgram {
      SquaredErrorProgram(
        density: density, slope: slope, tailMass: mass ?? tailMass,
        joinsMildMarks: joinsMildMarks)
    }
    return open(density)
  }

  /// The function `lambda` of the lower bound at a slope and at ascending points away from the tails, in standard units: for the
  /// test of its feasibility.
  package func dual(atSlope slope: Double, at positions: [Double]) -> [Double] {
    let program = program(slope)
    let alphabet = program.refine(
      program.optimise(program.startingPositions()),
      tolerance: tolerance
    ).alphabet
    func open(_ density: some UnivariateDistribution) -> [Double] {
      program.dual(alphabet, of: density, at: positions)
    }
    return open(density)
  }

  private typealias Point = (distortion: Double, rateNats: Double)

  private func smoothed(
    _ slope: Double, _ point: (SquaredErrorProgram, SquaredErrorProgram.Alphabet) -> Point?
  ) -> Point? {
    // A smoothed density at the kinks of a table is nearer to the bound than the error of sampling them.
    let program = program(slope, joinsMildMarks: false)
    return point(
      program, program.smoothed(program.startingPositions(spacing: 0.7)))
  }

  /// The certificates of slopes about the one at which a quantity is zero, the nearest last.
  ///
  /// - Parameters:
  ///   - highestSlope: a slope at which `excess` is positive; that of the Shannon lower bound always is.
  ///   - excess: a quantity that grows with the slope, like its logarithm or the rate in nats.
  ///   - tilted: the point at which it is exactly zero.
  ///   - gap: how far apart certificates leave the bounds, in nats; slopes are tried until it is within the tolerance, or hardly
  ///     more than a single certificate leaves.
  /// - Returns: a certificate for each slope that was tried.
  private func solve(
    highestSlope: Double, excess: (Point) -> Double,
    tilted: (SquaredErrorProgram, SquaredErrorProgram.Alphabet) -> Point?,
    gap: ([SlopeCertificate]) -> Double
  ) -> [SlopeCertificate] {
    var known: SquaredErrorProgram.Alphabet?
    return SlopeSearch.search(
      highestSlope: highestSlope, coarse: { excess(coarse($0)) },
      refined: { logSlope in
        let program = program(Double.exp(logSlope))
        let found = refined(program, adjacentTo: &known, tolerance: tolerance)
        var certificate = found.certificate
        let off = excess(certificate.points[0])
        if let point = tilted(program, found.alphabet) { certificate.points.append(point) }
        return (certificate, off)
      },
      isSufficient: { found, excess in
        // A power law has distortions between which the slope changes by orders of magnitude and the rate by next to nothing.
        let aim = abs(excess) > 0.2 ? Self.straightTolerance : tolerance
        return gap(found) <= max(aim, 1.2 * (found.map(\.lossNats).min() ?? 0))
      })
  }

  /// A point of coarse alphabets, which is sufficient to find the slope: between those of the slopes of a ladder, which all queries
  /// share.
  private func coarse(_ logSlope: Double) -> Point {
    func rung(_ number: Double) -> Point {
      coarsePoints.answer(number) { coarsePoint(atSlope: Double.exp(number * SlopeSearch.rung)) }
    }
    let number = logSlope / SlopeSearch.rung
    let below = rung(number.rounded(.down))
    let share = number - number.rounded(.down)
    // One that rounding has put beside its rung is on it.
    guard share > 1e-9 else { return below }
    let above = rung(number.rounded(.down) + 1)
    return (
      Double.exp((1 - share) * Double.log(below.distortion) + share * Double.log(above.distortion)),
      (1 - share) * below.rateNats + share * above.rateNats
    )
  }

  private func coarsePoint(atSlope slope: Double) -> Point {
    let program = program(slope, tailMass: 1e-6)
    return program.point(
      program.optimise(
        program.startingPositions(spacing: 0.5), tolerance: 1e-6), slope: slope)
  }

  /// The optimum at a slope, from that of a nearby slope, whose points are adjacent, if one is known; it becomes the known one.
  private func refined(
    _ program: SquaredErrorProgram, adjacentTo known: inout SquaredErrorProgram.Alphabet?,
    tolerance: Double
  ) -> (alphabet: SquaredErrorProgram.Alphabet, certificate: SlopeCertificate) {
    let refined = program.refine(
      known.map { program.optimise($0.positions, start: $0.solution.masses) }
        ?? program.optimise(program.startingPositions()),
      tolerance: tolerance)
    known = refined.alphabet
    return refined
  }
}
