import RDCore

extension Autoencoder {
  /// An autoencoder that is trained on vectors by Adam, for the squared error.
  ///
  /// ```swift
  /// let architecture = try AutoencoderArchitecture(inputDimension: 16, latentDimension: 4)
  /// let model = try Autoencoder.trained(
  ///   architecture, on: vectors, epochs: 20, seed: SeedPath(root: 1))
  /// let error = model.evaluate(others).meanSquaredError
  /// ```
  ///
  /// The same seed gives the same parameters, bit for bit, on the same machine.
  ///
  /// - Parameters:
  ///   - architecture: its shape.
  ///   - vectors: `inputDimension` finite components each; at least one vector.
  ///   - epochs: the number of passes over the vectors.
  ///   - batchSize: vectors per step, at least 1.
  ///   - learningRate: the size of Adam's steps, positive.
  ///   - seed: the seed of initial weights, order of the vectors, dropout and sampling.
  ///   - observer: receives the number of each epoch, from 1, and its mean square error per component.
  /// - Returns: the autoencoder after the last epoch.
  /// - Throws: an error with a message for vectors or options that cannot be trained with, or a loss that diverges.
  public static func trained(
    _ architecture: AutoencoderArchitecture, on vectors: VectorBlock, epochs: Int,
    batchSize: Int = 32, learningRate: Double = 1e-3, seed: SeedPath,
    observer: (_ epoch: Int, _ meanSquaredError: Double) -> Void = { _, _ in }
  ) throws -> Autoencoder {
    let (model, trainer) = try training(
      architecture, on: vectors,
      options: TrainingOptions(batchSize: batchSize, learningRate: learningRate), seed: seed)
    for epoch in 0..<epochs {
      guard let sums = try trainer.trainEpoch() else { break }
      observer(epoch + 1, sums.means[0] / Double(architecture.inputDimension))
    }
    return model
  }
}
