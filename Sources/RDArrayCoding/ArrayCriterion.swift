/// What the code of an array must meet.
package enum ArrayCriterion: Sendable, Equatable {
  /// Every number comes back as it was.
  case lossless

  /// The root of the mean-square error is at most this.
  case rootMeanSquareError(Double)

  /// No error is above this.
  case maximumError(Double)

  /// No error is above this times the number's magnitude; for types of floating point.
  case relativeError(Double)

  /// The code has at most this number of bytes.
  case byteCount(Int)
}

/// How long the encoder searches.
package enum ArrayEffort: String, Sendable, CaseIterable {
  /// One pass of Rice codes of differences, without models.
  case fast

  /// A trellis of 8 states.
  case standard

  /// A trellis of 256 states.
  case high
}
