import RDCore
import RDCurves

/// A codec's curve of rates and qualities, with where it comes from.
package struct RateCurve: Sendable, Equatable {
  package internal(set) var name: String

  /// The file that it was read from; `nil` for a published curve that the tool brings along.
  package let path: String?

  /// The data set, as in `kodak`; `nil` where the file does not say.
  package let images: String?

  package internal(set) var points: [RatePoint]

  /// The unit of the rates.
  package let unit: RateUnit

  /// Whether the quality is that of luma where others are of all channels.
  package let isOfLuma: Bool

  /// What a quality is over several images, as in `mean of per-image PSNR`; `nil` where the file does not say.
  package let averaging: String?

  /// The family, as in `learned`; `nil` where the file does not say.
  package let kind: String?

  /// Where the numbers were published; `nil` where the file does not say.
  package let source: String?

  /// Rows without a finite rate and quality, such as those of lossless settings, which no curve can use.
  package internal(set) var unusedRowCount = 0

  /// Whether it is one of the user's.
  package var isOwn: Bool { path != nil }

  /// The rates from the least to the largest; `nil` without points.
  var rates: Interval? {
    let rates = points.map(\.rateBits)
    return rates.min().flatMap { least in rates.max().map { Interval(least, $0) } }
  }

  /// Whether rates are not in the unit of another curve's: their columns name two units, or one names none and no rate of the one is
  /// among those of the other.
  func isInOtherUnit(than other: RateCurve) -> Bool {
    guard unit != other.unit, let rates, let others = other.rates else { return false }
    return (unit != .unknown && other.unit != .unknown)
      || rates.upper < others.lower || others.upper < rates.lower
  }

  /// Where a higher rate does not raise the quality.
  var fallCount: Int {
    let sorted = points.sorted { $0.rateBits < $1.rateBits }
    return zip(sorted, sorted.dropFirst()).count { $0.qualityDecibels >= $1.qualityDecibels }
  }
}
