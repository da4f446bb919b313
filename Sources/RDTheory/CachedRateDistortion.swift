import RDCore

/// A rate–distortion function that is computed in nats and in standard units of the source.
///
/// An answer depends on its query alone, not on earlier ones, and is cached.
protocol CachedRateDistortion: RateDistortionFunction {
  /// A standard unit of distortion, in the unit of the measure.
  var unit: Double { get }

  /// `D(0)` in standard units.
  var standardZeroRateDistortion: Double { get }

  /// By how much the rate falls, at high rates, where the distortion doubles.
  var bitsPerOctave: Double { get }

  /// Whether the normal approximation is not proved for the source.
  var isDispersionFormal: Bool { get }

  var cache: RateDistortionCache { get }

  /// The bounds of `R(D)` in nats, at a distortion in standard units below `D(0)`.
  func rateNats(at distortion: Double) -> (lower: Double, upper: Double)

  /// The bounds of `D(R)` in standard units, at a rate above 0.
  func distortion(atRateNats rate: Double) -> (lower: Double, upper: Double)

  /// `V(D)` at a distortion in standard units below `D(0)`.
  func dispersion(at distortion: Double) -> RateDispersion
}

/// The answers of a computed rate–distortion function, in nats and standard units.
struct RateDistortionCache: Sendable {
  fileprivate let rates = QueryMemory<Double, (lower: Double, upper: Double)>()
  fileprivate let distortions = QueryMemory<Double, (lower: Double, upper: Double)>()
  fileprivate let dispersions = QueryMemory<Double, RateDispersion>()
}

extension CachedRateDistortion {
  package var zeroRateDistortion: Double { standardZeroRateDistortion * unit }

  /// `R(D)` with its bounds.
  package func ratePerSample(atDistortion distortion: Double) -> Enclosure<Information> {
    precondition(distortion > 0, "no finite rate reaches a distortion of 0")
    let target = distortion / unit
    guard target < standardZeroRateDistortion else { return .exact(.zero) }
    let (lower, upper) = knownRateNats(at: target)
    return Enclosure(lower: .nats(lower), upper: .nats(upper))
  }

  /// `D(R)` with its bounds.
  package func distortion(atRatePerSample rate: Information) -> Enclosure<Double> {
    precondition(rate.bits >= 0, "a rate is not negative")
    guard rate.bits > 0 else { return .exact(zeroRateDistortion) }
    let (lower, upper) = cache.distortions.answer(rate.nats) { distortion(atRateNats: rate.nats) }
    return Enclosure(lower: unit * lower, upper: unit * upper, bitsPerOctave: bitsPerOctave)
  }

  /// `V(D)`: that of the density in the limit of small distortions where R(D) is near the Shannon lower bound, else from optimised
  /// alphabets.
  ///
  /// The error holds what is not known of the optimum, to leading order. At distortions too small for an alphabet it grows
  /// with the bounds of R(D).
  package func dispersion(atDistortion distortion: Double) -> RateDispersion? {
    precondition(distortion > 0, "no finite rate reaches a distortion of 0")
    let target = distortion / unit
    guard target < standardZeroRateDistortion else { return nil }
    return cache.dispersions.answer(target) {
      let found = dispersion(at: target)
      return RateDispersion(
        squaredNats: found.squaredNats, error: found.error, isFormal: isDispersionFormal)
    }
  }

  /// The bounds of `R(D)` in nats, at a distortion in standard units.
  func knownRateNats(at distortion: Double) -> (lower: Double, upper: Double) {
    cache.rates.answer(distortion) { rateNats(at: distortion) }
  }
}
