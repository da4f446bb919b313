import RDCore
import RDNumerics
import RealModule

/// The normal approximation `R(D) + sqrt(V(D) / n) Q^-1(epsilon)`, with the rate-dispersion function `V`.
///
/// It is an approximation, not a bound; terms of order `ln n / n` are omitted. Where ``RateDispersion/isFormal`` holds, it is not
/// proved either.
///
/// > Source: [kostina2012], theorem 12.
public struct NormalApproximation: FiniteBlocklengthBound {
  private let function: any RateDistortionFunction

  /// `normal-approximation`, or that of another problem.
  public let quantity: String

  /// The approximation of a source's codes, from its rate–distortion function.
  public init(of function: any RateDistortionFunction) {
    self.init(of: function, quantity: "normal-approximation")
  }

  /// The approximation for the codes of another problem than the source's, under a name of its own.
  init(of function: any RateDistortionFunction, quantity: String) {
    self.function = function
    self.quantity = quantity
  }

  /// The measure of the rate–distortion function.
  public var distortionMeasure: DistortionMeasure { function.distortionMeasure }

  /// `D(0)` of the rate–distortion function.
  public var zeroRateDistortion: Double { function.zeroRateDistortion }

  /// The rate-dispersion function that it takes.
  package func dispersion(atDistortion distortion: Double) -> RateDispersion? {
    function.dispersion(atDistortion: distortion)
  }

  /// The approximation; `nil` from `D(0)` on, where `V(D)` is infinite or `R(D)` has no value, and if it is not above 0.
  public func rate(
    atDistortion distortion: Double, blocklength: Int, excessProbability: Double
  ) -> Information? {
    guard let dispersion = dispersion(atDistortion: distortion),
      dispersion.squaredNats.isFinite,
      let least = function.ratePerSample(atDistortion: distortion).value
    else { return nil }
    let variance = dispersion.isZero ? 0 : dispersion.squaredNats
    let nats =
      least.nats
      - (variance / Double(blocklength)).squareRoot() * StandardNormal.quantile(excessProbability)
    return nats > 0 ? .nats(nats) : nil
  }
}
