extension SIMD16: WideVector where Scalar == Float {
  /// Lane-wise hyperbolic tangent: a rational function, odd of degree 13 over even of degree 6, on the argument held
  /// within `[-7.905, 7.905]`, beyond which the result is 1 to single precision.
  ///
  /// The relative error is below 4e-7 everywhere.
  ///
  /// > Source: [guennebaud2010], `generic_fast_tanh_float`, whose coefficients these are.
  @inline(__always)
  package func hyperbolicTangent() -> SIMD16<Float> {
    let bound = SIMD16<Float>(repeating: 7.905_311_1)
    var x = replacing(with: bound, where: self .> bound)
    x = x.replacing(with: -bound, where: x .< -bound)
    let square = x * x
    var numerator = SIMD16<Float>(repeating: -2.760_768_4e-16)
    numerator = SIMD16(repeating: 2.000_187_9e-13).addingProduct(numerator, square)
    numerator = SIMD16(repeating: -8.604_671_5e-11).addingProduct(numerator, square)
    numerator = SIMD16(repeating: 5.122_297_1e-8).addingProduct(numerator, square)
    numerator = SIMD16(repeating: 1.485_722_35e-5).addingProduct(numerator, square)
    numerator = SIMD16(repeating: 6.372_619_3e-4).addingProduct(numerator, square)
    numerator = SIMD16(repeating: 4.893_524_6e-3).addingProduct(numerator, square)

    var denominator = SIMD16<Float>(repeating: 1.198_258_4e-6)
    denominator = SIMD16(repeating: 1.185_347_06e-4).addingProduct(denominator, square)
    denominator = SIMD16(repeating: 2.268_434_6e-3).addingProduct(denominator, square)
    denominator = SIMD16(repeating: 4.893_525_2e-3).addingProduct(denominator, square)
    // The quotient first: near zero the product would leave the normal range.
    return x * (numerator / denominator)
  }

  @inline(__always)
  package func wherePositive(_ decider: SIMD16<Float>, otherwise other: SIMD16<Float>)
    -> SIMD16<Float>
  {
    other.replacing(with: self, where: decider .> SIMD16<Float>(repeating: 0))
  }

  @inline(__always)
  package func keepingFirst(_ count: Int) -> SIMD16<Float> {
    let lane = SIMD16<Int32>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    return SIMD16<Float>(repeating: 0).replacing(
      with: self, where: lane .< SIMD16<Int32>(repeating: Int32(count)))
  }

  @inline(__always)
  package func sum() -> Float {
    let eight = lowHalf + highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
  }
}
