import RDCore

/// What a stream of coded numbers is made for.
public enum ArrayTarget: Sendable, Equatable {
  /// A rate that the quantiser is designed for.
  case rate(Information)

  /// A mean-square error that is not exceeded, in squared units of the numbers.
  case meanSquaredError(Double)

  /// A ratio of variance to mean-square error that is reached, in decibels.
  case signalToNoise(decibels: Double)

  /// The ratio of variance to mean-square error that is asked for, in decibels; `nil` where a rate is.
  package func signalToNoiseDecibels(variance: Double) -> Double? {
    switch self {
    case .rate: nil
    case .meanSquaredError(let error): decibels(ofPowerRatio: variance / error)
    case .signalToNoise(let decibels): decibels
    }
  }
}
