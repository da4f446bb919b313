import RDCore

/// Curves of codecs that cannot be compared.
public enum BjontegaardError: Error, CustomStringConvertible, DiagnosedError, Equatable {
  case tooFewPoints(
    curve: String, count: Int, least: Int, interpolation: BjontegaardDelta.Interpolation)

  case unusablePoint(curve: String, rateBits: Double, qualityDecibels: Double)
  case repeatedValue(curve: String, value: Double)
  case noOverlap
  case differentImages

  package var failureClass: FailureClass { .badData }

  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .tooFewPoints(let curve, let count, let least, let interpolation):
      "The \(curve) curve has \(count) points; \(interpolation.rawValue) interpolation needs \(least) at least. Measure more rates."
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
