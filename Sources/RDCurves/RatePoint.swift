/// A point of a codec's curve: what it spends, and how good the result is.
public struct RatePoint: Sendable, Equatable {
  /// The rate, in bits for each pixel, image or second: the same for all curves that are compared.
  public let rateBits: Double

  /// The quality, in decibels; larger is better.
  public let qualityDecibels: Double

  /// A point of a rate–distortion curve.
  public init(rateBits: Double, qualityDecibels: Double) {
    self.rateBits = rateBits
    self.qualityDecibels = qualityDecibels
  }
}
