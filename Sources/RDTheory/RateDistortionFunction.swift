import RDCore

/// The least rate at which a source can be coded with a given distortion, over codes of any length.
public protocol RateDistortionFunction: Sendable {
  /// What the distortion measures.
  var distortionMeasure: DistortionMeasure { get }

  /// The distortion that costs no rate, `D(0)`.
  var zeroRateDistortion: Double { get }

  /// `R(D)`, between its certified bounds.
  ///
  /// - Precondition: `distortion > 0`.
  func ratePerSample(atDistortion distortion: Double) -> Enclosure<Information>

  /// `D(R)`, between its certified bounds.
  ///
  /// - Precondition: the rate is not negative.
  func distortion(atRatePerSample rate: Information) -> Enclosure<Double>
}
