/// A point of a codec's rate–quality curve.
public struct RatePoint: Sendable, Equatable {
  /// The rate, in bits per pixel, image or second: the same unit for all compared curves.
  public let rateBits: Double

  /// The quality, in decibels; larger is better.
  public let qualityDecibels: Double

  /// A point of a rate–distortion curve.
  public init(rateBits: Double, qualityDecibels: Double) {
    self.rateBits = rateBits
    self.qualityDecibels = qualityDecibels
  }
}
