import RDCore
import RDNumerics
import RDSources
import RealModule

/// The rate–distortion function of independent symbols under Hamming distortion, the probability of a wrong symbol.
///
/// With the `k` most probable symbols in use and `t = (D - the probability of the others) / (k - 1)`,
/// `R(D) = -sum over those of p ln p + (1 - D) ln(1 - D) + (k - 1) t ln t`, where `k` is such that exactly those are more
/// probable than `t`. For a Bernoulli source this is `h(p) - h(D)`, for `K` equiprobable symbols `ln K - h(D) - D ln(K - 1)`.
///
/// > Source: [erokhin1958]; [gray1971].
package struct HammingRateDistortion: RateDistortionFunction, Equatable {
  /// The probabilities above 0, descending, shape `[K]`.
  private let probabilities: [Double]

  /// The probability of the symbols after the first `k`, shape `[K + 1]`.
  private let remainders: [Double]

  /// `sum of -p ln p` over the first `k` symbols, shape `[K + 1]`, in nats.
  private let entropies: [Double]

  package init(of source: DiscreteDistribution) {
    let sorted = source.probabilities.filter { $0 > 0 }.sorted(by: >)
    probabilities = sorted
    var remainders = [0.0]
    for p in sorted.reversed() { remainders.append(remainders[remainders.count - 1] + p) }
    self.remainders = remainders.reversed()
    var entropies = [0.0]
    for p in sorted { entropies.append(entropies[entropies.count - 1] - p * Double.log(p)) }
    self.entropies = entropies
  }

  package var distortionMeasure: DistortionMeasure { .hamming }

  /// The probability of all symbols but the most probable one.
  package var zeroRateDistortion: Double { remainders[1] }

  /// The closed form, or 0 from ``zeroRateDistortion`` on.
  package func ratePerSample(atDistortion distortion: Double) -> Enclosure<Information> {
    precondition(distortion > 0, "no bound is known at a distortion of 0")
    guard distortion < zeroRateDistortion else { return .exact(.zero) }
    return .exact(.nats(rateNats(at: distortion)))
  }

  /// The distortion at which the closed form has a given rate; 0 from the entropy on.
  package func distortion(atRatePerSample rate: Information) -> Enclosure<Double> {
    precondition(rate.bits >= 0, "a rate is not negative")
    guard rate.nats > 0 else { return .exact(zeroRateDistortion) }
    guard rate.nats < entropies[entropies.count - 1] else { return .exact(0) }
    let range = Interval(0, zeroRateDistortion)
    let root = try? BrentRoot().root(in: range) { rateNats(at: $0) - rate.nats }
    return .exact(root?.position ?? 0)
  }

  /// The variance of `ln max(p, t)`, since the tilted information is `ln((1 - D) / p)` of a symbol in use and `ln((1 - D) / t)` of
  /// another; `p (1 - p) ln^2((1 - p) / p)` for a Bernoulli source and 0 for equiprobable symbols.
  ///
  /// > Source: [ingber2011]; [kostina2012].
  package func dispersion(atDistortion distortion: Double) -> RateDispersion? {
    precondition(distortion > 0, "no bound is known at a distortion of 0")
    guard distortion < zeroRateDistortion else { return nil }
    let count = usedCount(atDistortion: distortion)
    let level = (distortion - remainders[count]) / Double(count - 1)
    // Relative to the most probable symbol, so that equal probabilities have exactly 0.
    var (mean, square) = (CompensatedSum(), CompensatedSum())
    let logarithms = probabilities.map { Double.log(max($0, level) / probabilities[0]) }
    for (p, logarithm) in zip(probabilities, logarithms) { mean.add(p * logarithm) }
    for (p, logarithm) in zip(probabilities, logarithms) {
      square.add(p * (logarithm - mean.value) * (logarithm - mean.value))
    }
    return RateDispersion(squaredNats: square.value)
  }

  /// The fewest symbols whose successors are all below the water level.
  private func usedCount(atDistortion distortion: Double) -> Int {
    var count = 2
    while count < probabilities.count,
      probabilities[count] * Double(count - 1) > distortion - remainders[count]
    {
      count += 1
    }
    return count
  }

  private func rateNats(at distortion: Double) -> Double {
    guard distortion > 0 else { return entropies[entropies.count - 1] }
    guard distortion < zeroRateDistortion else { return 0 }
    let count = usedCount(atDistortion: distortion)
    let excess = distortion - remainders[count]
    let level = excess / Double(count - 1)
    let nats =
      entropies[count] + (1 - distortion) * Double.log(onePlus: -distortion)
      + (excess > 0 ? excess * Double.log(level) : 0)
    return max(nats, 0)
  }
}
