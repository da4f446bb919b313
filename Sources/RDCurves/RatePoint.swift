/// A point of a codec's curve: what it spends, and how good the result is.
package struct RatePoint: Sendable, Equatable {
  /// The rate, in bits for each pixel, image or second: the same for all curves that are compared.
  package let rateBits: Double

  /// The quality, in decibels; larger is better.
  package let qualityDecibels: Double

  package init(rateBits: Double, qualityDecibels: Double) {
    self.rateBits = rateBits
    self.qualityDecibels = qualityDecibels
  }
}
