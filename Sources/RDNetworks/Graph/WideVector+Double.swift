import RealModule

extension SIMD8: WideVector where Scalar == Double {
  /// Lane-wise hyperbolic tangent, by the mathematical library: this type is for gradient checks, so it must be accurate
  /// rather than fast.
  package func hyperbolicTangent() -> SIMD8<Double> {
    var result = self
    for lane in indices { result[lane] = Double.tanh(self[lane]) }
    return result
  }

  package func exponential() -> SIMD8<Double> {
    var result = self
    for lane in indices { result[lane] = Double.exp(self[lane]) }
    return result
  }

  package func naturalLogarithm() -> SIMD8<Double> {
    var result = self
    for lane in indices { result[lane] = Double.log(self[lane]) }
    return result
  }

  package func roundedToWhole() -> SIMD8<Double> {
    var result = self
    for lane in indices { result[lane] = self[lane].rounded(.toNearestOrEven) }
    return result
  }

  package func wherePositive(_ decider: SIMD8<Double>, otherwise other: SIMD8<Double>)
    -> SIMD8<Double>
  {
    other.replacing(with: self, where: decider .> SIMD8<Double>(repeating: 0))
  }

  package func keepingFirst(_ count: Int) -> SIMD8<Double> {
    let lane = SIMD8<Int64>(0, 1, 2, 3, 4, 5, 6, 7)
    return SIMD8<Double>(repeating: 0).replacing(
      with: self, where: lane .< SIMD8<Int64>(repeating: Int64(count)))
  }

  package func sum() -> Double {
    let four = lowHalf + highHalf
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
  }
}
