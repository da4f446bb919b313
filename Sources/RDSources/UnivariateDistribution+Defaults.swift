import RDCore
import RDNumerics
import RealModule

extension UnivariateDistribution {
  /// No point where the density is not smooth.
  public var breakpoints: [Double] { [] }

  /// Not known to be symmetric.
  public var isSymmetric: Bool { false }

  /// The distribution as it is.
  public var standardForm: StandardForm<Self> {
    StandardForm(distribution: self, location: 0, scale: 1)
  }

  /// One minus the cumulative probability: accurate in the upper tail only where the source overrides it.
  public func survival(_ x: Double) -> Double { 1 - cumulative(x) }

  /// A value drawn through the quantile function.
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

  /// The moments of the standard form, in whose places the origin has dropped out.
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

  /// The moments over an interval by adaptive quadrature: the default, and the judge of closed forms.
  package func partialMomentsByQuadrature(
    over interval: Interval, about reference: Double
  ) -> PartialMoments {
    guard let inside = interval.intersection(support) else { return .zero }
    let mass = integrate(over: inside) { density(at: $0) }
    let second = integrate(over: inside) {
      ($0 - reference) * (($0 - reference) * density(at: $0))
    }
    // The first moment may cancel to nothing, so its tolerance is a share of its bound by Cauchy and Schwarz.
    let bound = (mass * second).squareRoot()
    let first = integrate(over: inside, absoluteTolerance: 1e-13 * bound) {
      ($0 - reference) * density(at: $0)
    }
    return PartialMoments(mass: mass, first: first, second: second)
  }

  /// Integrates over an interval that is split at the breakpoints, at the mean and ten standard deviations about it.
  ///
  /// The further splits keep the rules for infinite intervals from stepping over a narrow density. Where only rounding
  /// or a rough density keeps the tolerance of 1e-12 out of reach, the best value is taken.
  package func integrate(
    over interval: Interval, absoluteTolerance: Double = 0, _ function: (Double) -> Double
  ) -> Double {
    let quadrature = AdaptiveQuadrature()
    let scale = standardDeviation
    let inner = ([mean - 10 * scale, mean, mean + 10 * scale] + breakpoints).filter {
      interval.lower < $0 && $0 < interval.upper
    }
    let ends = [interval.lower] + inner.sorted() + [interval.upper]
    var sum = CompensatedSum()
    for (lower, upper) in zip(ends, ends.dropFirst()) where lower < upper {
      // In standard deviations, so that the rules for infinite intervals see a density of unit width.
      let piece = Interval((lower - mean) / scale, (upper - mean) / scale)
      do {
        sum.add(
          try quadrature.integrate(
            over: piece, absoluteTolerance: absoluteTolerance, relativeTolerance: 1e-12
          ) { place in
            // The rule comes so near to an infinite density that it may round to its place, which has no weight.
            let value = function(mean + scale * place)
            return value.isFinite ? scale * value : 0
          }.value)
      } catch {
        guard case .toleranceOutOfReach(_, _, let best) = error else { return .nan }
        sum.add(best.value)
      }
    }
    return sum.value
  }
}
