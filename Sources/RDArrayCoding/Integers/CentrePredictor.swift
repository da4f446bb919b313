/// Predicts integers from those before them.
///
/// What it computes decides bits: it is integers, or doubles by additions, subtractions, multiplications and divisions in a fixed order.
protocol CentrePredictor: AnyObject {
  /// Whether there is anything to predict with.
  static var isPredicting: Bool { get }

  /// Predicts the next integer, as a number near 0 from a centre: `centre + offset`.
  func predict(at index: Int) -> (centre: Int64, offset: Double)

  /// How far predictors stand from the prediction, for contexts.
  var differences: SIMD4<Double> { get }

  /// Learns the integer.
  func update(with integer: Int64, at index: Int)
}

/// Predicts zeros.
final class ZeroPredictor: CentrePredictor {
  static var isPredicting: Bool { false }

  @inline(__always)
  func predict(at _: Int) -> (centre: Int64, offset: Double) { (0, 0) }
  var differences: SIMD4<Double> { .zero }

  @inline(__always)
  func update(with _: Int64, at _: Int) {}
}
