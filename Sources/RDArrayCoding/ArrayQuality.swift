import RealModule

/// What a user asks of the code of an array.
package enum ArrayQuality: Sendable, Equatable {
  case lossless

  /// A mean-square error that is not exceeded, in squared units of the numbers.
  case meanSquaredError(Double)

  /// A ratio of variance to mean-square error that is reached, in decibels.
  case signalToNoise(decibels: Double)

  /// A ratio of the squared range to the mean-square error that is reached, in decibels.
  case peakSignalToNoise(decibels: Double)

  /// An error that no number exceeds.
  case maximumError(Double)

  /// The same as a fraction of the range.
  case maximumErrorOfRange(Double)

  /// An error of each number, as a fraction of its magnitude, that is not exceeded.
  case relativeError(Double)

  /// Bits per number that are not exceeded.
  case rate(bits: Double)

  /// What it means for an array.
  ///
  /// - Parameters:
  ///   - statistics: of the array.
  ///   - overhead: the bytes of the file besides the chunks.
  /// - Returns: the criterion of the whole array.
  func criterion(for statistics: ArraySpread, overhead: Int) -> ArrayCriterion {
    switch self {
    case .lossless: .lossless
    case .meanSquaredError(let error): .rootMeanSquareError(error.squareRoot())
    case .signalToNoise(let decibels):
      .rootMeanSquareError(statistics.deviation / Self.amplitude(decibels))
    case .peakSignalToNoise(let decibels):
      .rootMeanSquareError(statistics.range / Self.amplitude(decibels))
    case .maximumError(let error): .maximumError(error)
    case .maximumErrorOfRange(let fraction): .maximumError(fraction * statistics.range)
    case .relativeError(let fraction): .relativeError(fraction)
    case .rate(let bits):
      .byteCount(max(1, Int(bits * Double(statistics.total) / 8) - overhead))
    }
  }

  private static func amplitude(_ decibels: Double) -> Double { Double.pow(10, decibels / 20) }

  /// The number that is asked for; `nil` for none.
  package var value: Double? {
    switch self {
    case .lossless: nil
    case .meanSquaredError(let value), .signalToNoise(let value), .peakSignalToNoise(let value),
      .maximumError(let value), .maximumErrorOfRange(let value), .relativeError(let value),
      .rate(let value):
      value
    }
  }
}
