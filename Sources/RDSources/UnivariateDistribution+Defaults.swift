import RDCore
import RDNumerics
import RealModule

extension UnivariateDistribution {
  /// None: the density is smooth.
  public var breakpoints: [Double] { [] }

  /// Infinite: all moments are finite.
  public var tailIndex: Double { .infinity }

  /// `false`: the density is not known to be symmetric.
  public var isSymmetric: Bool { false }

  /// The distribution itself, with location 0 and scale 1.
  public var standardForm: StandardForm<Self> {
    StandardForm(distribution: self, location: 0, scale: 1)
  }

  /// `1 - cumulative(x)`, which loses its digits in the upper tail: give a formula of its own where the tail matters.
  public func survival(_ x: Double) -> Double { 1 - cumulative(x) }

  /// The quantile of a uniform random number.
  public func sample(using stream: inout RandomStream) -> Double {
    quantile(stream.nextUniform())
  }

  /// The differential entropy by adaptive quadrature.
  public var differentialEntropy: Information {
    .nats(
      integrate(over: support, absoluteTolerance: 1e-13) { x in
        let f = density(at: x)
        return f > 0 ? -f * Double.log(f) : 0
      })
  }

  /// The moments over an interval by adaptive quadrature, split at the breakpoints.
  public func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments {
    partialMomentsByQuadrature(over: interval, about: reference)
  }

  /// The moments of the standard form, in which the origin cancels.
  public func partialMoments(
    overOffsets offsets: Interval, aboutOffset referenceOffset: Double, from origin: Double
  ) -> PartialMoments {
    let form = standardForm
    let distance = origin - form.location
    return form.distribution.partialMoments(
      over: Interval(
        (distance + offsets.lower) / form.scale, (distance + offsets.upper) / form.scale),
      about: (distance + referenceOffset) / form.scale
    ).scaled(by: form.scale)
  }

  /// The moments over an interval by adaptive quadrature: the default, and the reference for closed forms.
  package func partialMomentsByQuadrature(
    over interval: Interval, about reference: Double
  ) -> PartialMoments {
    guard let inside = interval.intersection(support) else { return .zero }
    let mass = integrate(over: inside) { density(at: $0) }
    let second = integrate(over: inside) {
      ($0 - reference) * (($0 - reference) * density(at: $0))
    }
    // The first moment may cancel to zero, so its tolerance is relative to its bound by Cauchy and Schwarz.
    let bound = (mass * second).squareRoot()
    let first = integrate(over: inside, absoluteTolerance: 1e-13 * bound) {
      ($0 - reference) * density(at: $0)
    }
    return PartialMoments(mass: mass, first: first, second: second)
  }

  /// Integrates over an interval that is split at the breakpoints, at the mean and at ten standard deviations about it.
  ///
  /// The further splits keep the rules from missing a narrow density: from ten standard deviations on, pieces end where the distance
  /// from the mean has doubled, and a tail is integrated in units of its distance. If rounding or a density that is not smooth
  /// prevents the tolerance of 1e-12, the best value is taken.
  package func integrate(
    over interval: Interval, absoluteTolerance: Double = 0, _ function: (Double) -> Double
  ) -> Double {
    integral(over: interval, absoluteTolerance: absoluteTolerance, function).value
  }

  /// The integral as `integrate(over:absoluteTolerance:_:)` computes it, with an estimate of its error; NaN if a rule fails.
  func integral(
    over interval: Interval, absoluteTolerance: Double = 0, _ function: (Double) -> Double
  ) -> (value: Double, error: Double) {
    let quadrature = AdaptiveQuadrature()
    let scale = standardDeviation
    let farthest = [interval.lower, interval.upper].filter(\.isFinite).map { abs($0 - mean) }.max()
    var splits = breakpoints + [mean]
    var distance = 10 * scale
    repeat {
      splits += [mean - distance, mean + distance]
      distance *= 2
    } while distance > 0 && distance < farthest ?? 0
    let inner = splits.filter { interval.lower < $0 && $0 < interval.upper }
    let ends = [interval.lower] + inner.sorted() + [interval.upper]
    var sum = CompensatedSum()
    var error = 0.0
    for (lower, upper) in zip(ends, ends.dropFirst()) where lower < upper {
      // In standard deviations, or a tenth of a tail's distance, so that the rules for infinite intervals see a density of about
      // unit width: a power law in standard deviations would look like a spike to them.
      let start = lower.isFinite ? lower : upper
      let isTail = !lower.isFinite || !upper.isFinite
      let unit = isTail && abs(start - mean) > 11 * scale ? abs(start - mean) / 10 : scale
      let piece = Interval((lower - mean) / unit, (upper - mean) / unit)
      do {
        let estimate = try quadrature.integrate(
          over: piece, absoluteTolerance: absoluteTolerance, relativeTolerance: 1e-12
        ) { position in
          // The rule comes so near to an infinite density that a node may round to its position, which has no weight.
          let value = function(mean + unit * position)
          return value.isFinite ? unit * value : 0
        }
        sum.add(estimate.value)
        error += estimate.errorEstimate
      } catch let failure {
        guard case .toleranceOutOfReach(_, _, let best) = failure else { return (.nan, .infinity) }
        sum.add(best.value)
        error += best.errorEstimate
      }
    }
    return (sum.value, error)
  }
}
