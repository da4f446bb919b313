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

/// Classes of numbers for contexts, by comparisons and bits alone.
enum Classes {
  /// One of nine classes of a number by its sign and size, 4 in the middle.
  @inline(__always)
  static func signed(_ number: Float) -> Int {
    let size = abs(number)
    let step = size < 0.25 ? 0 : size < 0.75 ? 1 : size < 1.6 ? 2 : size < 3.5 ? 3 : 4
    return number < 0 ? 4 &- step : 4 &+ step
  }

  /// The octave of a number from 1/8 on, in `2^bits` equal parts, counted from 0.
  @inline(__always)
  static func octave(_ number: Float, bits: UInt32) -> Int {
    let shift = 23 &- bits
    return Int(max(number, 0.125).bitPattern >> shift)
      &- Int(Float(0.125).bitPattern >> shift)
  }
}
