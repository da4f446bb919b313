import RDNetworks

package struct TrainingEpoch: Codable, Equatable {
  /// Counted from 1.
  package let epoch: Int

  /// The learning rate of its first step.
  package let learningRate: Double

  /// What the training rows lost, each as its batch was trained on.
  package let training: TermSums

  /// What the validation rows lost after the epoch; `nil` without such rows.
  package let validation: TermSums?

  package var objective: Double { training.meanObjective }
  package var terms: [Double] { training.means }
  package var validationObjective: Double? { validation?.meanObjective }
  package var validationTerms: [Double] { validation?.means ?? [] }
}
