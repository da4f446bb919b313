import RDCore
import RDNumerics
import RealModule

/// A mixture of normal distributions: each sample is drawn from a component chosen by its weight.
package struct GaussianMixture: UnivariateDistribution, Equatable {
  /// The probability of each component, shape `[K]`; each above 0, of sum 1.
  package let weights: [Double]

  /// The components, shape `[K]`.
  package let components: [Gaussian]

  /// The weighted mean of the components' means.
  package let mean: Double

  /// The weighted mean of the components' variances and of the squared distances of their means from the mixture's mean.
  package let variance: Double

  /// The greatest number of components.
  static let componentLimit = 100

  /// The greatest deviation of the weights' sum from 1, for rounding to ten digits.
  static let weightTolerance = 1e-9

  /// A mixture; the weights are divided by their sum.
  ///
  /// - Precondition: a weight above 0 for each component, and at least one; no component is narrower than 1e-150 of the
  ///   distance between the means and the widest one together.
  package init(weights: [Double], components: [Gaussian]) {
    precondition(!weights.isEmpty && weights.count == components.count)
    precondition(weights.allSatisfy { $0 > 0 && $0.isFinite }, "each component needs a weight")
    var total = CompensatedSum()
    for weight in weights { total.add(weight) }
    self.weights = weights.map { $0 / total.value }
    self.components = components
    var mean = CompensatedSum()
    for (weight, component) in zip(self.weights, components) { mean.add(weight * component.mean) }
    self.mean = mean.value
    var variance = CompensatedSum()
    for (weight, component) in zip(self.weights, components) {
      let distance = component.mean - mean.value
      variance.add(weight * component.variance)
      variance.add(weight * distance * distance)
    }
    self.variance = variance.value
  }

  static let entry = SourceEntry(
    "independent samples, each from one of several normal distributions",
    parameters: [
      .init("weights", default: nil, "each component's probability, as in 0.5/0.5, adding up to 1"),
      .init("means", default: nil, "the components' means, in source units, as in -2/2"),
      .init("standard-deviations", default: "1", "theirs, above 0, as in 1/1; one number for all"),
    ],
    example: "gaussian-mixture:weights=0.5/0.5,means=-2/2,standard-deviations=1/1",
    fit: [
      FitParameter(key: "weights", role: .share),
      FitParameter(key: "means", role: .position(quantiles: [0.2, 0.5])),
      FitParameter(key: "means", role: .position(quantiles: [0.5, 0.8])),
      .scale("standard-deviations", 0.2, 1), .scale("standard-deviations", 0.3, 1.5),
    ]
  ) { .density(try GaussianMixture($0)) }

  /// Reads `gaussian-mixture:weights=…/…,means=…/…[,standard-deviations=…/…]`.
  ///
  /// - Throws: `DescriptorError` for a value out of range, lists of different lengths, or weights that do not add up to 1.
  package init(_ descriptor: Descriptor) throws(DescriptorError) {
    let weights = try descriptor.numbers("weights", expected: "a number above 0, at most 1") {
      $0 > 0 && $0 <= 1
    }
    let means = try descriptor.numbers("means", expected: "a number between -1e150 and 1e150") {
      abs($0) <= SourceScale.range.upperBound
    }
    var deviations = [1.0]
    if descriptor.text("standard-deviations") != nil {
      deviations = try descriptor.numbers(
        "standard-deviations", expected: "a number above 0, between 1e-150 and 1e150",
        where: SourceScale.range.contains)
    }
    if deviations.count == 1 {
      deviations = Array(repeating: deviations[0], count: weights.count)
    }
    guard weights.count <= Self.componentLimit else {
      throw .inconsistent(
        descriptor: descriptor.name,
        reason: "a mixture of \(weights.count) components is more than \(Self.componentLimit)")
    }
    for (key, count) in [("means", means.count), ("standard-deviations", deviations.count)]
    where count != weights.count {
      throw .inconsistent(
        descriptor: descriptor.description,
        reason: "there are \(weights.count) weights, but \(count) \(key)")
    }
    try descriptor.checkSum(of: weights, "weights", tolerance: Self.weightTolerance)
    let narrowest = deviations.min() ?? 1
    let extent = (means.max() ?? 0) - (means.min() ?? 0) + (deviations.max() ?? 1)
    guard narrowest / extent >= SourceScale.range.lowerBound else {
      throw .inconsistent(
        descriptor: descriptor.description,
        reason:
          "a standard deviation of \(narrowest) is as good as 0 beside an extent of \(extent)")
    }
    self.init(
      weights: weights,
      components: zip(means, deviations).map { Gaussian(mean: $0, standardDeviation: $1) })
  }

  package var support: Interval { .realLine }

  /// The beginning, peak and end of each component for integration, so that none is missed.
  package var breakpoints: [Double] {
    components.flatMap { component in
      [-8.0, 0, 8].map { component.mean + $0 * component.standardDeviation }
    }.sorted()
  }

  /// Whether the components have the same standard deviation and means within two of it; other mixtures may be log-concave too,
  /// but count as not.
  ///
  /// The second derivative of the logarithm is the variance of the components' means, given the value, over the fourth power of
  /// the deviation, less one over its square.
  package var isLogConcave: Bool {
    let deviation = components[0].standardDeviation
    let means = components.map(\.mean)
    let spread = (means.max() ?? 0) - (means.min() ?? 0)
    return components.allSatisfy { $0.standardDeviation == deviation } && spread <= 2 * deviation
  }

  /// Whether each component has its mirror image, of the same weight and deviation.
  package var isSymmetric: Bool {
    // Components of equal mean, as in a scale mixture, come in the same order from both sides.
    func order(mirrored: Bool) -> [Int] {
      func key(_ i: Int) -> (Double, Double, Double) {
        let position = components[i].mean
        return (mirrored ? -position : position, components[i].standardDeviation, weights[i])
      }
      return components.indices.sorted { key($0) < key($1) }
    }
    let tolerance = 4 * .ulpOfOne * (abs(mean) + standardDeviation)
    return zip(order(mirrored: false), order(mirrored: true)).allSatisfy { i, j in
      weights[i] == weights[j]
        && components[i].standardDeviation == components[j].standardDeviation
        && abs((components[i].mean - mean) + (components[j].mean - mean)) <= tolerance
    }
  }

  /// The mixture of mean 0 and variance 1, shifted and scaled.
  package var standardForm: StandardForm<GaussianMixture> {
    let scale = standardDeviation
    let standardised = components.map {
      Gaussian(mean: ($0.mean - mean) / scale, standardDeviation: $0.standardDeviation / scale)
    }
    return StandardForm(
      distribution: GaussianMixture(weights: weights, components: standardised), location: mean,
      scale: scale)
  }

  /// The weighted sum of the components' densities.
  package func density(at x: Double) -> Double {
    var sum = 0.0
    for i in weights.indices { sum += weights[i] * components[i].density(at: x) }
    return sum
  }

  package func cumulative(_ x: Double) -> Double {
    var sum = 0.0
    for i in weights.indices { sum += weights[i] * components[i].cumulative(x) }
    return sum
  }

  package func survival(_ x: Double) -> Double {
    var sum = 0.0
    for i in weights.indices { sum += weights[i] * components[i].survival(x) }
    return sum
  }

  /// The mean over each component of the logarithm of the density, by adaptive quadrature in the component's own unit, so that it
  /// is not missed however narrow it is.
  package var differentialEntropy: Information {
    let quadrature = AdaptiveQuadrature()
    var sum = CompensatedSum()
    for (weight, component) in zip(weights, components) {
      let inner = breakpoints.map { ($0 - component.mean) / component.standardDeviation }
      let ends = [-39] + inner.filter { abs($0) < 39 } + [39]
      for (lower, upper) in zip(ends, ends.dropFirst()) where lower < upper {
        let integrand = { (z: Double) in
          let density = density(at: component.mean + component.standardDeviation * z)
          return density > 0 ? -StandardNormal.density(at: z) * Double.log(density) : 0
        }
        do {
          sum.add(
            weight
              * (try quadrature.integrate(
                over: Interval(lower, upper), absoluteTolerance: 1e-14, relativeTolerance: 1e-13,
                integrand
              ).value))
        } catch {
          // Rounding prevents the tolerance: the best value is taken.
          guard case .toleranceOutOfReach(_, _, let best) = error else { return .nats(.nan) }
          sum.add(weight * best.value)
        }
      }
    }
    return .nats(sum.value)
  }

  /// The weighted sum of the components' moments.
  package func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments {
    var moments = PartialMoments.zero
    for i in weights.indices {
      moments =
        moments
        + components[i].partialMoments(over: interval, about: reference).weighted(by: weights[i])
    }
    return moments
  }

  /// Chooses a component and draws from it.
  package func sample(using stream: inout RandomStream) -> Double {
    var rest = stream.nextUniform()
    for i in weights.indices.dropLast() {
      rest -= weights[i]
      if rest < 0 { return components[i].sample(using: &stream) }
    }
    return components[components.count - 1].sample(using: &stream)
  }
}
