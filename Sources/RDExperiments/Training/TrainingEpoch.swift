import RDNetworks

package struct TrainingEpoch: Codable, Equatable {
  /// Counted from 1.
  package let epoch: Int

  /// The learning rate of its first step.
  package let learningRate: Double

  /// The mean training loss of the epoch, each batch before its step.
  package let training: TermSums

  /// The validation loss after the epoch; `nil` without validation rows.
  package let validation: TermSums?

  package var objective: Double { training.meanObjective }
  package var terms: [Double] { training.means }
  package var validationObjective: Double? { validation?.meanObjective }
  package var validationTerms: [Double] { validation?.means ?? [] }
}
