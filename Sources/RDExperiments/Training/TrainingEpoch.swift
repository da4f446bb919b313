/// One epoch of a training.
package struct TrainingEpoch: Codable, Equatable {
  /// The epoch, from 1.
  package let epoch: Int

  /// The learning rate of its first step.
  package let learningRate: Double

  /// The mean objective of the training rows, each as its batch was trained on.
  package let objective: Double

  /// The means of the network's reported terms, likewise, in their order.
  package let terms: [Double]

  /// The mean objective of the validation rows after the epoch; `nil` without such rows.
  package let validationObjective: Double?

  /// The means of the reported terms of the validation rows; empty without such rows.
  package let validationTerms: [Double]
}
