import RDCore

/// Curves of codecs that cannot be compared.
public enum BjontegaardError: Error, CustomStringConvertible, DiagnosedError, Equatable {
  /// A curve has fewer points than the interpolation needs.
  case tooFewPoints(
    curve: String, count: Int, least: Int, interpolation: BjontegaardDelta.Interpolation)

  /// A point whose rate is not positive or whose quality is not finite; bits and decibels as given.
  case unusablePoint(curve: String, rateBits: Double, qualityDecibels: Double)

  /// Two points of a curve have the same rate or quality, which is what is interpolated over.
  case repeatedValue(curve: String, value: Double)

  /// The curves have no range of quality in common.
  case noOverlap

  /// The curves are not of the same images.
  case differentImages

  package var failureClass: FailureClass { .badData }

  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .tooFewPoints(let curve, let count, let least, let interpolation):
      "The \(curve) curve has \(count) point\(count == 1 ? "" : "s"); \(interpolation.rawValue) interpolation needs \(least) at least. Measure more rates."
    case .unusablePoint(let curve, let rate, let quality):
      "The \(curve) curve has a point of \(rate) bits and \(quality) dB. Leave out points that are lossless, and those without rate."
    case .repeatedValue(let curve, let value):
      "The \(curve) curve has two points at \(value), so it is no function there. Leave one of them out."
    case .noOverlap:
      "The two curves have no quality in common, so there is nothing to average over. Measure both over the same range."
    case .differentImages:
      "The curves were not measured on the same images, so they cannot be resampled together. Give every point one value for each image."
    }
  }
}
