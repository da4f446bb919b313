/// A named activation.
public struct Activation: Sendable, Equatable {
  /// Its name, as in descriptors of models: `leaky-relu`.
  public let name: String

  let single: ActivationKernels<Float>
  let double: ActivationKernels<Double>

  /// An activation from its function.
  init<Function: ActivationFunction>(_ name: String, _ function: Function.Type) {
    self.name = name
    single = ActivationKernels(function)
    double = ActivationKernels(function)
  }

  /// Whether both have the same name.
  public static func == (left: Activation, right: Activation) -> Bool {
    left.name == right.name
  }
}
