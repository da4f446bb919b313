/// The identity for positive `x` and `0.01 x` elsewhere.
///
/// > Source: [maas2013], whose slope this is.
enum LeakyRectifiedLinear: ActivationFunction {
  @inline(__always)
  package static func value<Wide: WideVector>(_ x: Wide) -> Wide where Wide.Scalar: EngineScalar {
    x.wherePositive(x, otherwise: Wide(repeating: 0.01) * x)
  }

  @inline(__always)
  static func derivative<Wide: WideVector>(whereValueIs y: Wide) -> Wide
  where Wide.Scalar: EngineScalar {
    Wide(repeating: 1).wherePositive(y, otherwise: Wide(repeating: 0.01))
  }
}

extension Activation {
  /// The identity for positive `x` and `0.01 x` elsewhere.
  public static let leakyReLU = Activation("leaky-relu", LeakyRectifiedLinear.self)
}
