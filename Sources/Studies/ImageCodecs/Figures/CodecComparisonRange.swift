import RDCore
import RDCurves
import RDResults

/// Where the curves of an experiment on transform codecs are compared, and by which of the two PSNRs.
enum CodecComparisonRange {
  /// Between two mean-square errors over all images, by their PSNR.
  case errors(Interval)

  /// Between two rates in bits per pixel, by the mean of the images' PSNRs.
  case rates(Interval)

  /// The rates at which photographs are compared where the specification limits no errors, in bits per pixel.
  private static let photographRates = Interval(0.2, 1)

  /// The range that the specification of results gives.
  ///
  /// - Throws: ``ResultsReadingError`` where it has none.
  init(_ specification: ResultSpecification) throws(ResultsReadingError) {
    let limit = try specification.number("compared-to")
    let least = try specification.number("compared-from")
    self =
      limit > least ? .errors(Interval(least, limit)) : .rates(Self.photographRates)
  }

  /// Which PSNR counts here, in a few words.
  var qualityName: String {
    switch self {
    case .errors: "of the pooled error"
    case .rates: "mean of the images"
    }
  }

  /// The quality of a point that counts here.
  func quality(of point: CodecCurve.Point) -> Double? {
    switch self {
    case .errors: point.pooledPSNRDecibels
    case .rates: point.meanPSNRDecibels
    }
  }

  /// How far a curve is from another within the range.
  func delta(
    of curve: CodecCurve, against anchor: CodecCurve,
    interpolation: BjontegaardDelta.Interpolation
  ) throws(BjontegaardError) -> BjontegaardDelta {
    switch self {
    case .errors(let errors):
      try BjontegaardDelta(
        of: points(curve), against: points(anchor), interpolation: interpolation,
        qualityLimits: Interval(
          -decibels(ofPowerRatio: errors.upper), -decibels(ofPowerRatio: errors.lower)))
    case .rates(let rates):
      try BjontegaardDelta(
        of: points(curve), against: points(anchor), interpolation: interpolation, rateLimits: rates)
    }
  }

  private func points(_ curve: CodecCurve) -> [RatePoint] {
    curve.points.compactMap { point in
      quality(of: point).map { RatePoint(rateBits: point.bitsPerPixel, qualityDecibels: $0) }
    }
  }
}
