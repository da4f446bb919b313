/// The identity for positive `x` and `exp(x) - 1` elsewhere.
///
/// > Source: [clevert2016], with alpha = 1.
enum ExponentialLinear: ActivationFunction {
  @inline(__always)
  package static func value<Wide: WideVector>(_ x: Wide) -> Wide where Wide.Scalar: EngineScalar {
    // exp(x) - 1 = 2 t / (1 - t) with t = tanh(x / 2), which is free of cancellation for x <= 0.
    let negative = Wide(repeating: 0).wherePositive(x, otherwise: x)
    let t = (Wide(repeating: 0.5) * negative).hyperbolicTangent()
    return x.wherePositive(x, otherwise: (t + t) / (Wide(repeating: 1) - t))
  }

  @inline(__always)
  static func derivative<Wide: WideVector>(whereValueIs y: Wide) -> Wide
  where Wide.Scalar: EngineScalar {
    Wide(repeating: 1).wherePositive(y, otherwise: y + Wide(repeating: 1))
  }
}

extension Activation {
  /// The identity for positive `x` and `exp(x) - 1` elsewhere.
  public static let elu = Activation("elu", ExponentialLinear.self)
}
