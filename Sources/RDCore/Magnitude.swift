/// The magnitudes of numbers that sources and samples may have.
package enum Magnitude {
  /// Variances and mean-square errors are squares, so the range of magnitudes is about the square root of that of `Double`.
  package static let range = 1e-150...1e150
}
