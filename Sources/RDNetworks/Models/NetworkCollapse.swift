import RDCore

/// A failure of training by which a measurement would be meaningless.
package enum NetworkCollapse: DiagnosedError, Equatable {
  case notFinite
  case deadLatents(count: Int)
  case constantOutput(share: Double)

  package var failureClass: FailureClass { .trialFailed }

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
