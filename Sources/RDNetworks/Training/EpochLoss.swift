import RDCore

/// The loss over one epoch of training, as Keras reports it: the mean over the vectors of what each lost in its batch,
/// while the weights changed from batch to batch and with dropout and sampling on.
package struct EpochLoss: Sendable, Equatable {
  /// The epoch, from 1.
  package let epoch: Int

  /// The mean square error a component.
  package let meanSquaredError: Double

  /// The mean divergence of a vector's latents, for a variational autoencoder.
  package let latentDivergence: Information?

  /// The mean of the objective that training lowers.
  package let objective: Double
}
