import RDCore

/// A rate–distortion function: the least rate at which a source can be coded with a given distortion, at any blocklength.
public protocol RateDistortionFunction: Sendable {
  /// The measure of the distortion.
  var distortionMeasure: DistortionMeasure { get }

  /// The distortion at rate 0, `D(0)`, in the unit of the measure.
  var zeroRateDistortion: Double { get }

  /// `R(D)` per sample, with its certified bounds.
  ///
  /// - Precondition: `distortion > 0`.
  func ratePerSample(atDistortion distortion: Double) -> Enclosure<Information>

  /// `D(R)` in the unit of the measure, with its certified bounds.
  ///
  /// - Precondition: the rate is not negative.
  func distortion(atRatePerSample rate: Information) -> Enclosure<Double>

  /// The rate-dispersion function `V(D)`, or `nil` where `R(D)` is 0 or infinite.
  ///
  /// - Precondition: `distortion > 0`.
  func dispersion(atDistortion distortion: Double) -> RateDispersion?
}
