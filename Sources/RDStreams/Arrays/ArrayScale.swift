/// A mean and a standard deviation that numbers are known to have, where they are not measured.
package struct ArrayScale: Sendable, Equatable {
  package let mean: Double

  /// Above 0.
  package let deviation: Double

  package init(mean: Double, deviation: Double) {
    self.mean = mean
    self.deviation = deviation
  }
}
