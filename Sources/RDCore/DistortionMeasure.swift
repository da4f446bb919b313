/// The per-sample cost of a reconstruction; a distortion is its mean over the samples.
public enum DistortionMeasure: String, Sendable, CaseIterable {
  /// The squared error `(x - y)^2`, in squared source units.
  case meanSquaredError = "mse"

  /// The absolute error `|x - y|`, in source units.
  case meanAbsoluteError = "mae"

  /// The one-sided error `x - y` for a reconstruction `y <= x`, infinite for `y > x`, in source units.
  case oneSidedError = "one-sided"

  /// 1 if the symbols differ, else 0: the mean is the probability of a wrong symbol.
  case hamming = "hamming"

  /// The entry of a distortion matrix for a symbol and its reproduction.
  case matrix = "matrix"
}
