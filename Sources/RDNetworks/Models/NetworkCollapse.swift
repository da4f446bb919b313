import RDCore

/// Why a trained autoencoder has learnt nothing that a measurement of it could tell.
package enum NetworkCollapse: DiagnosedError, Equatable {
  /// Some number of a reconstruction or of a code is not finite.
  case notFinite

  /// No latent depends on the image: each is the same number for all, or the posteriors of all tell nothing from N(0, 1).
  case deadLatents(count: Int)

  /// The reconstructions hardly depend on the image: their variance over images is so small a share of that of the images.
  case constantOutput(share: Double)

  /// The trial has failed.
  package var failureClass: FailureClass { .trialFailed }

  /// The message.
  package var description: String {
    let advice =
      "Use another seed, a lower learning rate, a smaller weight of the divergence or penalty, or an activation that does not die."
    switch self {
    case .notFinite:
      return "The network has not learnt: its numbers are not finite. \(advice)"
    case .deadLatents(let count):
      return
        "The network has not learnt: none of its \(count) latents depends on the image. \(advice)"
    case .constantOutput(let share):
      return
        "The network has not learnt: its reconstructions are all the same, with \(share) of the variance of the images. \(advice)"
    }
  }
}
