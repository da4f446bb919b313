/// What the difference between a signal and its reconstruction costs, averaged over the samples.
public enum DistortionMeasure: String, Sendable, CaseIterable {
  /// The square of the difference.
  case meanSquaredError = "mse"

  /// The absolute value of the difference.
  case meanAbsoluteError = "mae"

  /// The excess of the signal over a reconstruction that does not exceed it; infinite for one that does.
  case oneSidedError = "one-sided"

  /// 1 if they differ, else 0.
  case hamming = "hamming"

  /// What a matrix says of each symbol and reproduction.
  case matrix = "matrix"
}
