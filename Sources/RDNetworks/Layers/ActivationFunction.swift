/// A function applied to each component of a layer's output, with its derivative.
package protocol ActivationFunction: SendableMetatype {
  static func value<Wide: WideVector>(_ x: Wide) -> Wide where Wide.Scalar: EngineScalar

  /// The derivative in terms of the function's value `y`: the output is stored, not the input.
  static func derivative<Wide: WideVector>(whereValueIs y: Wide) -> Wide
  where Wide.Scalar: EngineScalar
}
