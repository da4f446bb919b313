/// The positive part `max(0, x)`; its derivative at 0 is taken as 0.
///
/// > Source: [nair2010].
enum RectifiedLinear: ActivationFunction {
  @inline(__always)
  package static func value<Wide: WideVector>(_ x: Wide) -> Wide where Wide.Scalar: EngineScalar {
    x.wherePositive(x, otherwise: Wide(repeating: 0))
  }

  @inline(__always)
  static func derivative<Wide: WideVector>(whereValueIs y: Wide) -> Wide
  where Wide.Scalar: EngineScalar {
    Wide(repeating: 1).wherePositive(y, otherwise: Wide(repeating: 0))
  }
}

extension Activation {
  /// The positive part `max(0, x)`; its derivative at 0 is taken as 0.
  public static let relu = Activation("relu", RectifiedLinear.self)
}
