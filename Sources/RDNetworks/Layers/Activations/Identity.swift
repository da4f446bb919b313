/// No activation: the output is linear in the input.
enum Identity: ActivationFunction {
  @inline(__always)
  package static func value<Wide: WideVector>(_ x: Wide) -> Wide where Wide.Scalar: EngineScalar {
    x
  }

  @inline(__always)
  static func derivative<Wide: WideVector>(whereValueIs y: Wide) -> Wide
  where Wide.Scalar: EngineScalar {
    Wide(repeating: 1)
  }
}

extension Activation {
  /// No activation: the output is linear in the input.
  public static let linear = Activation("linear", Identity.self)
}
