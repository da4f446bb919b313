/// The magnitudes of numbers, lane by lane.
@inline(__always)
func magnitudes<Vector: SIMD>(_ vector: Vector) -> Vector where Vector.Scalar == Float {
  pointwiseMax(vector, Vector.zero - vector)
}

extension SIMD16<Float> {
  /// The sum of all, in a fixed order.
  @inline(__always)
  var orderedSum: Float { (lowHalf + highHalf).orderedSum }

  /// All within `-limit ... limit`.
  @inline(__always)
  func clamped(to limit: Float) -> Self {
    pointwiseMax(pointwiseMin(self, Self(repeating: limit)), Self(repeating: 0 - limit))
  }
}

extension SIMD8<Float> {
  /// The sum of all, in a fixed order.
  @inline(__always)
  var orderedSum: Float {
    let four = lowHalf + highHalf
    return (four.x + four.z) + (four.y + four.w)
  }
}
