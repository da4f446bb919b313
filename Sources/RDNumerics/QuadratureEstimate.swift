/// The value of an integral with an estimate of its error.
package struct QuadratureEstimate: Sendable, Equatable {
  /// The integral.
  package let value: Double

  /// An estimate, nearly always an upper bound, of `|value - exact|`.
  package let errorEstimate: Double

  package init(value: Double, errorEstimate: Double) {
    self.value = value
    self.errorEstimate = errorEstimate
  }
}
