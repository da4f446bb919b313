/// The magnitudes of numbers that sources and samples may have.
package enum Magnitude {
  /// Variances and mean-square errors are squares, so a magnitude must lie well inside the range of `Double`.
  package static let range = 1e-150...1e150
}
