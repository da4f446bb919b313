import RDCore
import RDNumerics
import RDSources
import RealModule

/// The rate–distortion function of fair bits behind an erasure of probability `p`, under the probability of a wrong bit.
///
/// Half of the erased bits are wrong whatever the code does. The others have `q = (D - p / 2) / (1 - p)`, so that
/// `R(D) = (1 - p) (ln 2 - h(q))` from `D = p / 2` to 1/2, with the slope `s = ln((1 - q) / q)`.
///
/// > Source: [kostina2016], the binary erased source.
package struct ErasedBitsRateDistortion: RateDistortionFunction, Equatable {
  private let erasureProbability: Double

  /// Whether the dispersion is that of the surrogate: what is seen, under the mean distortion given what is seen.
  private let isOfSurrogate: Bool

  /// The function of a source.
  ///
  /// - Parameters:
  ///   - source: the bits.
  ///   - isOfSurrogate: whether to take the dispersion of the surrogate source, which has the same R(D), instead of the source's own.
  package init(of source: ErasedBits, isOfSurrogate: Bool = false) {
    erasureProbability = source.erasureProbability
    self.isOfSurrogate = isOfSurrogate
  }

  package var distortionMeasure: DistortionMeasure { .hamming }

  package var zeroRateDistortion: Double { 0.5 }

  /// Half of the erased bits.
  private var leastDistortion: Double { erasureProbability / 2 }

  /// The closed form; 0 from 1/2 on and infinite below half of the erasure probability.
  package func ratePerSample(atDistortion distortion: Double) -> Enclosure<Information> {
    precondition(distortion > 0, "no bound is known at a distortion of 0")
    guard distortion < zeroRateDistortion else { return .exact(.zero) }
    guard distortion >= leastDistortion else { return .exact(.bits(.infinity)) }
    return .exact(.nats(rateNats(atErrors: errors(at: distortion))))
  }

  /// The distortion at which the closed form has a given rate; half of the erasure probability from `1 - p` bits on.
  package func distortion(atRatePerSample rate: Information) -> Enclosure<Double> {
    precondition(rate.bits >= 0, "a rate is not negative")
    guard rate.nats > 0 else { return .exact(zeroRateDistortion) }
    guard rate.nats < rateNats(atErrors: 0) else { return .exact(leastDistortion) }
    let root = try? BrentRoot().root(in: Interval(0, 0.5)) {
      rateNats(atErrors: $0) - rate.nats
    }
    return .exact(leastDistortion + (1 - erasureProbability) * (root?.position ?? 0))
  }

  /// `p (1 - p) ln^2 cosh(s / 2)`, the variance of the tilted information of the surrogate; for the source itself `p s^2 / 4` more, as
  /// its distortion varies given what is seen.
  ///
  /// > Source: [kostina2016], the rate-dispersion function of noisy sources.
  package func dispersion(atDistortion distortion: Double) -> RateDispersion? {
    precondition(distortion > 0, "no bound is known at a distortion of 0")
    guard distortion < zeroRateDistortion, distortion > leastDistortion else { return nil }
    let p = erasureProbability
    let q = errors(at: distortion)
    let slope = Double.log((1 - q) / q)
    // cosh(s / 2) = 1 / (2 sqrt(q (1 - q))).
    let logarithm = -Double.log(4 * q * (1 - q)) / 2
    let ofSurrogate = p * (1 - p) * logarithm * logarithm
    return RateDispersion(
      squaredNats: isOfSurrogate ? ofSurrogate : ofSurrogate + p * slope * slope / 4)
  }

  /// The fraction of the bits that are seen which may be wrong.
  private func errors(at distortion: Double) -> Double {
    (distortion - leastDistortion) / (1 - erasureProbability)
  }

  private func rateNats(atErrors q: Double) -> Double {
    let entropy = q > 0 ? -q * Double.log(q) - (1 - q) * Double.log(onePlus: -q) : 0
    return (1 - erasureProbability) * max(Double.log(2) - entropy, 0)
  }
}
