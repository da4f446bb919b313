/// A point of the rate–distortion plane.
public struct OperatingPoint: Sendable, Equatable {
  /// Rate per source sample.
  public let ratePerSample: Information

  /// Mean distortion per source sample, in the unit of its measure.
  public let distortion: Double

  /// A point of the plane.
  ///
  /// - Precondition: neither number is negative or NaN.
  public init(ratePerSample: Information, distortion: Double) {
    precondition(ratePerSample.bits >= 0 && distortion >= 0)
    self.ratePerSample = ratePerSample
    self.distortion = distortion
  }
}
