import RDCore

/// Trains an autoencoder by Adam on shuffled batches.
///
/// The same architecture, options, vectors and seed give the same bits, whatever runs beside it. A trainer belongs to one
/// thread at a time; many may run at once. A training step allocates nothing.
package final class AutoencoderTrainer {
  /// The network in its present state.
  package let model: Autoencoder

  /// How it is trained.
  package let options: TrainingOptions

  private let trainer: Trainer

  /// A network at its start.
  ///
  /// - Parameters:
  ///   - architecture: the network.
  ///   - options: how it is trained.
  ///   - training: vectors of `inputDimension` finite components.
  ///   - seed: what first weights, order of the vectors, dropout and sampling follow from.
  /// - Throws: ``TrainingError`` for vectors or options that cannot be trained with.
  package init(
    _ architecture: AutoencoderArchitecture, options: TrainingOptions = TrainingOptions(),
    training: VectorBlock, seed: SeedPath
  ) throws(TrainingError) {
    // Before memory is taken by what they say.
    try options.validate()
    let rows = try VectorRows(training)
    guard training.dimension == architecture.inputDimension else {
      throw .dimensionMismatch(expected: architecture.inputDimension, found: training.dimension)
    }
    self.options = options
    // No batch is larger than the training set.
    model = Autoencoder(
      architecture, batchCapacity: min(options.batchSize, training.count), seed: seed)
    trainer = try Trainer(
      model.network, architecture: architecture.summary, options: options, rows: rows, seed: seed)
  }

  /// Epochs trained.
  package var epoch: Int { trainer.epoch }

  /// Trains on every vector once, in a new random order; the last batch may be smaller.
  ///
  /// - Throws: ``TrainingError/diverged(epoch:)`` once the loss is not finite; the network is of no use then.
  package func trainEpoch() throws(TrainingError) -> EpochLoss {
    guard let sums = try trainer.trainEpoch() else { preconditionFailure("nobody interrupts") }
    let network = model.network
    let meanSquaredError =
      sums.terms[0] / (Double(sums.rowCount) * Double(model.architecture.inputDimension))
    let meanDivergence = network.divergence == nil ? 0 : sums.means[1]
    return EpochLoss(
      epoch: epoch, meanSquaredError: meanSquaredError,
      latentDivergence: network.divergence.map { _ in .nats(meanDivergence) },
      objective: meanSquaredError + (network.divergence?.weight ?? 0) * meanDivergence)
  }

  /// All that training goes on from: parameters, moments, step, epoch and random states.
  ///
  /// A trainer made with the same arguments that ``restore(_:)`` takes it goes on to the same bits. The bytes are guarded
  /// against accidents by a checksum.
  package func checkpoint() -> [UInt8] { trainer.checkpoint() }

  /// Goes on from a checkpoint; if it is refused, nothing has changed.
  ///
  /// - Throws: ``CheckpointError`` for bytes that are damaged or of another training.
  package func restore(_ bytes: [UInt8]) throws(CheckpointError) { try trainer.restore(bytes) }
}
