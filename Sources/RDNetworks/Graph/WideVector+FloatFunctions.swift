extension SIMD16 where Scalar == Float {
  /// `1.5 * 2^23`: added to a number of less than `2^22`, it leaves no bits for a fraction, so that the sum is rounded to an
  /// integer, which stands in its lowest bits.
  @inline(__always)
  private static var roundingConstant: SIMD16<Float> { SIMD16(repeating: 0x1.8p23) }

  /// Lane-wise `exp(self)` on the argument held within `[-87.3, 88.3]`.
  ///
  /// With `self = n ln 2 + f` and `|f| <= ln(2) / 2`, it is `2^n` times the Taylor polynomial of degree 7 of `exp(f)`, whose remainder is
  /// 6e-9. The relative error is below 2e-7 everywhere.
  ///
  /// > Source: the reduction with `ln 2` in two parts is that of [cody1980], chapter 6.
  @inline(__always)
  package func exponential() -> SIMD16<Float> {
    let lowest = SIMD16<Float>(repeating: -87.3)
    let highest = SIMD16<Float>(repeating: 88.3)
    var x = replacing(with: lowest, where: self .< lowest)
    x = x.replacing(with: highest, where: x .> highest)

    let shifted = Self.roundingConstant.addingProduct(x, SIMD16(repeating: 1.442_695_04))
    let n = shifted - Self.roundingConstant
    // The first part of ln 2 has 9 bits, so its product with n is exact.
    var f = x.addingProduct(n, SIMD16(repeating: -0.693_359_375))
    f = f.addingProduct(n, SIMD16(repeating: 2.121_944_4e-4))

    var power = SIMD16<Float>(repeating: 1 / 5_040)
    power = SIMD16(repeating: 1 / 720).addingProduct(power, f)
    power = SIMD16(repeating: 1 / 120).addingProduct(power, f)
    power = SIMD16(repeating: 1 / 24).addingProduct(power, f)
    power = SIMD16(repeating: 1 / 6).addingProduct(power, f)
    power = SIMD16(repeating: 0.5).addingProduct(power, f)
    power = SIMD16(repeating: 1).addingProduct(power, f)
    power = SIMD16(repeating: 1).addingProduct(power, f)

    let bits = unsafeBitCast(shifted, to: SIMD16<Int32>.self)
    let exponents = (bits &<< SIMD16<Int32>(repeating: 23)) &+ SIMD16<Int32>(repeating: 0x3f80_0000)
    return power * unsafeBitCast(exponents, to: SIMD16<Float>.self)
  }

  /// Lane-wise natural logarithm of positive normal numbers.
  ///
  /// With `self = 2^e m` and `m` from `sqrt(1/2)` to `sqrt(2)`, it is `e ln 2 + 2 artanh(s)`, `s = (m - 1) / (m + 1)`, by the series of
  /// `artanh` up to `s^9`, whose remainder is 1e-9. The error is below 2e-7 of the result or, near 1, of `self - 1`.
  ///
  /// > Source: the reduction is that of [cody1980], chapter 5.
  @inline(__always)
  package func naturalLogarithm() -> SIMD16<Float> {
    let bits = unsafeBitCast(self, to: SIMD16<Int32>.self)
    let lowest = SIMD16<Int32>(repeating: 0x3f35_04f3)
    let exponents = (bits &- lowest) &>> SIMD16<Int32>(repeating: 23)
    let m = unsafeBitCast(
      bits &- (exponents &<< SIMD16<Int32>(repeating: 23)), to: SIMD16<Float>.self)
    // The other way round than in `exponential`.
    let e =
      unsafeBitCast(exponents &+ SIMD16<Int32>(repeating: 0x4b40_0000), to: SIMD16<Float>.self)
      - Self.roundingConstant

    let one = SIMD16<Float>(repeating: 1)
    let s = (m - one) / (m + one)
    let square = s * s
    var series = SIMD16<Float>(repeating: 2.0 / 9)
    series = SIMD16(repeating: 2.0 / 7).addingProduct(series, square)
    series = SIMD16(repeating: 2.0 / 5).addingProduct(series, square)
    series = SIMD16(repeating: 2.0 / 3).addingProduct(series, square)
    let twice = s + s
    let logarithm = twice.addingProduct(s * square, series)
    let low = logarithm.addingProduct(e, SIMD16(repeating: -2.121_944_4e-4))
    return low.addingProduct(e, SIMD16(repeating: 0.693_359_375))
  }

  /// Lane-wise nearest integer, the even one of two; numbers from `2^22` on stay as they are.
  @inline(__always)
  package func roundedToWhole() -> SIMD16<Float> {
    let whole = (self + Self.roundingConstant) - Self.roundingConstant
    let limit = SIMD16<Float>(repeating: 0x1p22)
    return whole.replacing(with: self, where: (self .>= limit) .| (self .<= -limit))
  }
}
