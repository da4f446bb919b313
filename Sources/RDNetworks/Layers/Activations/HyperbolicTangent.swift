/// The hyperbolic tangent, whose derivative is `1 - y^2`.
enum HyperbolicTangent: ActivationFunction {
  @inline(__always)
  package static func value<Wide: WideVector>(_ x: Wide) -> Wide where Wide.Scalar: EngineScalar {
    x.hyperbolicTangent()
  }

  @inline(__always)
  static func derivative<Wide: WideVector>(whereValueIs y: Wide) -> Wide
  where Wide.Scalar: EngineScalar {
    Wide(repeating: 1) - y * y
  }
}

extension Activation {
  /// The hyperbolic tangent, whose derivative is `1 - y^2`.
  public static let tanh = Activation("tanh", HyperbolicTangent.self)
}
