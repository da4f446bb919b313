/// One epoch of a training.
struct TrainingEpoch: Codable, Equatable {
  /// The epoch, from 1.
  let epoch: Int

  /// The learning rate of its first step.
  let learningRate: Double

  /// The mean objective of the training rows, each as its batch was trained on.
  let objective: Double

  /// The means of the network's reported terms, likewise, in their order.
  let terms: [Double]

  /// The mean objective of the validation rows after the epoch; `nil` without such rows.
  let validationObjective: Double?

  /// The means of the reported terms of the validation rows; empty without such rows.
  let validationTerms: [Double]
}
