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

  /// The rule of the steps.
  package var optimiser: any Optimiser

  /// Options; the defaults are those of Keras.
  package init(
    batchSize: Int = 32, learningRate: Double = 1e-3,
    schedule: LearningRateSchedule = .constant, gradientLimit: Double? = nil,
    optimiser: any Optimiser = Adam()
  ) {
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.schedule = schedule
    self.gradientLimit = gradientLimit
    self.optimiser = optimiser
  }

  /// The options in one line that tells any two apart; Adam's defaults go without saying, so that trainings keep their names.
  package var summary: String {
    "batch=\(batchSize),learning-rate=\(learningRate),schedule=\(schedule),"
      + "gradient-limit=\(gradientLimit.map { "\($0)" } ?? "none")"
      + (optimiser.descriptor == Adam().descriptor ? "" : ",optimiser=\(optimiser.descriptor)")
  }

  package static func == (left: TrainingOptions, right: TrainingOptions) -> Bool {
    left.summary == right.summary
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
