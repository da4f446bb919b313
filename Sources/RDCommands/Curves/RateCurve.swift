import RDCurves

/// A codec's curve of rates and qualities, with where it comes from.
package struct RateCurve: Sendable, Equatable {
  package internal(set) var name: String

  /// The file that it was read from; `nil` for a published curve that the tool brings along.
  package let path: String?

  /// The data set, as in `kodak`; `nil` where the file does not say.
  package let images: String?

  package internal(set) var points: [RatePoint]

  /// Whether rates are bits per pixel, by the name of their column.
  package let isInBitsPerPixel: Bool

  /// What a quality is over several images, as in `mean of per-image PSNR`; `nil` where the file does not say.
  package let averaging: String?

  /// The family, as in `learned`; `nil` where the file does not say.
  package let kind: String?

  /// Where the numbers were published; `nil` where the file does not say.
  package let source: String?

  /// Rows without a finite quality, such as those of lossless settings, which no curve can use.
  package internal(set) var unusedRowCount = 0

  /// Whether it is one of the user's.
  package var isOwn: Bool { path != nil }

  /// Where a higher rate does not raise the quality.
  var fallCount: Int {
    let sorted = points.sorted { $0.rateBits < $1.rateBits }
    return zip(sorted, sorted.dropFirst()).count { $0.qualityDecibels >= $1.qualityDecibels }
  }
}
