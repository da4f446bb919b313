/// Rounds to the nearest integer, ties to even, for magnitudes up to 2^51.
///
/// The last bit of a number of this size plus `1.5 * 2^52` has the weight 1, so the addition rounds, in vector lanes too.
@inline(__always)
func nearestWhole(_ x: Double) -> Double { (x + 0x1.8p52) - 0x1.8p52 }

/// The same in four lanes.
@inline(__always)
func nearestWhole(_ x: SIMD4<Double>) -> SIMD4<Double> { (x + 0x1.8p52) - 0x1.8p52 }

/// The same in eight lanes.
@inline(__always)
func nearestWhole(_ x: SIMD8<Double>) -> SIMD8<Double> { (x + 0x1.8p52) - 0x1.8p52 }

/// Integer-valued numbers of magnitudes below 2^31 as integers: the last 32 bits of the same sum.
@inline(__always)
func integers(_ x: SIMD4<Double>) -> SIMD4<Int32> {
  SIMD4(truncatingIfNeeded: unsafeBitCast(x + 0x1.8p52, to: SIMD4<Int64>.self))
}

/// The same in eight lanes.
@inline(__always)
func integers(_ x: SIMD8<Double>) -> SIMD8<Int32> {
  SIMD8(truncatingIfNeeded: unsafeBitCast(x + 0x1.8p52, to: SIMD8<Int64>.self))
}
