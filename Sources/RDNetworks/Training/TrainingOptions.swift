/// The options of training.
package struct TrainingOptions: Sendable, Equatable {
  /// Rows in a batch, at least 1.
  package var batchSize: Int

  /// The size of an optimiser's step, positive.
  package var learningRate: Double

  /// The learning-rate schedule.
  package var schedule: LearningRateSchedule

  /// The limit of gradient clipping by global norm; `nil` for no limit.
  package var gradientLimit: Double?

  /// Options; the defaults are those of Keras.
  package init(
    batchSize: Int = 32, learningRate: Double = 1e-3,
    schedule: LearningRateSchedule = .constant, gradientLimit: Double? = nil
  ) {
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.schedule = schedule
    self.gradientLimit = gradientLimit
  }

  /// The options in one line that tells any two apart.
  package var summary: String {
    "batch=\(batchSize),learning-rate=\(learningRate),schedule=\(schedule),"
      + "gradient-limit=\(gradientLimit.map { "\($0)" } ?? "none")"
  }

  /// - Throws: `TrainingError` for options that cannot be trained with.
  func validate() throws(TrainingError) {
    guard batchSize >= 1 else { throw .badBatchSize(batchSize) }
    guard learningRate > 0, learningRate.isFinite else { throw .badLearningRate(learningRate) }
    if let limit = gradientLimit {
      guard limit > 0, limit.isFinite else { throw .badGradientLimit(limit) }
    }
  }
}
