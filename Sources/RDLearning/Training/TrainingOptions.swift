/// How a network is trained.
public struct TrainingOptions: Sendable, Equatable {
  /// Vectors in a batch, at least 1.
  public var batchSize: Int

  /// The size of an optimiser's step, positive.
  public var learningRate: Double

  /// Options; the defaults are those of Keras.
  public init(batchSize: Int = 32, learningRate: Double = 1e-3) {
    self.batchSize = batchSize
    self.learningRate = learningRate
  }
}
