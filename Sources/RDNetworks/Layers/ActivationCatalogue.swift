import RDCore

/// The catalogue of activations.
package enum ActivationCatalogue {
  /// All of them.
  package static let all = Catalogue<Activation>(
    kind: "activation",
    [
      Activation.tanh.name: .tanh,
      Activation.relu.name: .relu,
      Activation.leakyReLU.name: .leakyReLU,
      Activation.leakyReLUTenth.name: .leakyReLUTenth,
      Activation.elu.name: .elu,
      Activation.sigmoid.name: .sigmoid,
      Activation.linear.name: .linear,
    ])
}
