import RealModule

/// A mixture of logistic distributions, as an entropy model learns it.
package struct LogisticMixture: Sendable, Equatable {
  /// The weights, shape `[K]`, positive or zero, adding up to 1.
  package let weights: [Double]

  /// The means, shape `[K]`.
  package let means: [Double]

  /// The scales, shape `[K]`, positive; standard deviations are `pi / sqrt(3)` times them.
  package let scales: [Double]

  /// A mixture.
  ///
  /// - Precondition: the shapes agree, and there is a component.
  package init(weights: [Double], means: [Double], scales: [Double]) {
    precondition(!weights.isEmpty && weights.count == means.count && means.count == scales.count)
    self.weights = weights
    self.means = means
    self.scales = scales
  }

  /// The probability of numbers up to `x`.
  package func cumulative(_ x: Double) -> Double {
    weightedSum(at: x) { 1 / (1 + Double.exp(-$0)) }
  }

  /// The probability of numbers beyond `x`, to full relative accuracy.
  package func upperTail(_ x: Double) -> Double {
    weightedSum(at: x) { 1 / (1 + Double.exp($0)) }
  }

  /// The probability of an interval, to full relative accuracy in both tails.
  ///
  /// - Precondition: `lower <= upper`.
  package func probability(from lower: Double, to upper: Double) -> Double {
    precondition(lower <= upper)
    var sum = 0.0
    for index in weights.indices {
      // By symmetry in the lower tail, where the difference of the cumulatives, F(b) - F(a) = F(b) F(-a) (1 - exp(a - b)), has no
      // cancellation.
      var a = (lower - means[index]) / scales[index]
      var b = (upper - means[index]) / scales[index]
      if a + b > 0 { (a, b) = (-b, -a) }
      sum +=
        weights[index] * -Double.expMinusOne(a - b) / ((1 + Double.exp(-b)) * (1 + Double.exp(a)))
    }
    return sum
  }

  /// The median: half of the probability lies on either side.
  package var median: Double { quantile(0.5) }

  /// The number up to which the probability is `probability`, by halving an interval that holds it, as finely as numbers do.
  ///
  /// - Precondition: `probability` lies within 0 and 1.
  package func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1)
    let logit = Double.log(probability) - Double.log(onePlus: -probability)
    // Between the quantiles of the components.
    let quantiles = zip(means, scales).map { $0 + logit * $1 }
    var lower = quantiles.min() ?? 0
    var upper = quantiles.max() ?? 0
    while true {
      let middle = lower + (upper - lower) / 2
      guard middle > lower && middle < upper else { return middle }
      let isBelow =
        probability <= 0.5
        ? cumulative(middle) < probability : upperTail(middle) > 1 - probability
      if isBelow { lower = middle } else { upper = middle }
    }
  }

  private func weightedSum(at x: Double, of function: (Double) -> Double) -> Double {
    var sum = 0.0
    for index in weights.indices {
      sum += weights[index] * function((x - means[index]) / scales[index])
    }
    return sum
  }
}
