import Foundation
import RDCore
import RDExperiments
import RDNetworks
import RDResults

/// Trains the autoencoder of a task, epoch by epoch, with checkpoints.
enum AutoencoderRun {
  /// The trained code and the losses of every epoch.
  static func design(
    _ task: GaussianTask, _ training: VectorBlock, _ context: TrialContext
  ) throws -> DesignedCode {
    let settings = task.variant.settings
    let trainer = try AutoencoderTrainer(
      AutoencoderArchitecture(
        input: task.specification.input, latentDimension: task.latentDimension, settings: settings),
      options: TrainingOptions(
        batchSize: settings.batch, learningRate: settings.learningRate),
      training: training, seed: task.networkSeed)
    let test = task.testVectors()
    var history: [EpochRow] = []
    if let bytes = try context.checkpoint() {
      do {
        let state = try PropertyListDecoder().decode(State.self, from: Data(bytes))
        try trainer.restore([UInt8](state.trainer))
        history = state.history
      } catch {
        throw context.unusableCheckpoint(error)
      }
    }
    while trainer.epoch < settings.epochs {
      if context.isInterrupted {
        try store(history, trainer, context)
        throw RunInterrupted()
      }
      let loss = try trainer.trainEpoch()
      let testLoss = trainer.model.evaluate(test).meanSquaredError
      // The training loss is taken before each step, so the last step of an epoch shows here only.
      guard testLoss.isFinite else { throw TrainingError.diverged(epoch: trainer.epoch) }
      history.append(
        EpochRow(
          epoch: trainer.epoch, trainingLoss: loss.meanSquaredError, testLoss: testLoss,
          divergence: loss.latentDivergence?.nats))
      context.report(
        completed: trainer.epoch, of: settings.epochs,
        note: "epoch \(trainer.epoch), test loss \(String(format: "%.4f", testLoss))")
      if context.isCheckpointDue(after: trainer.epoch), trainer.epoch < settings.epochs {
        try store(history, trainer, context)
      }
    }
    // The quantisers are designed for the training latents, which no loss so far has looked at as they are now.
    guard trainer.model.encode(training).elements.allSatisfy(\.isFinite) else {
      throw TrainingError.diverged(epoch: trainer.epoch)
    }
    let rows = history.filter { isKept($0.epoch, of: settings.epochs) }.map { row -> [Cell] in
      [
        .text(task.variant.name), .text("autoencoder"), .integer(task.latentDimension),
        .integer(task.repetition), .integer(row.epoch),
        .rounded(row.trainingLoss, significantDigits: 8),
        .rounded(row.testLoss, significantDigits: 8),
        .rounded(row.divergence, significantDigits: 8),
      ]
    }
    return DesignedCode(code: trainer.model, history: rows)
  }

  /// Whether an epoch has a row in `history.csv`: all to 10, every fifth to 50, every 25th after that, and the last.
  ///
  /// On the logarithmic axis of the loss curves nobody could tell the others.
  private static func isKept(_ epoch: Int, of epochs: Int) -> Bool {
    epoch <= 10 || epoch <= 50 && epoch.isMultiple(of: 5) || epoch.isMultiple(of: 25)
      || epoch == epochs
  }

  private static func store(
    _ history: [EpochRow], _ trainer: AutoencoderTrainer, _ context: TrialContext
  ) throws {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    let state = State(trainer: Data(trainer.checkpoint()), history: history)
    try context.storeCheckpoint([UInt8](encoder.encode(state)))
  }

  /// A training cut short: the trainer's own bytes, and the losses so far.
  private struct State: Codable {
    let trainer: Data
    let history: [EpochRow]
  }

  private struct EpochRow: Codable {
    let epoch: Int
    /// Mean-square error over the epoch's batches, each as it was when it was trained on.
    let trainingLoss: Double
    /// Mean-square error of the test vectors after the epoch.
    let testLoss: Double
    /// Kullback–Leibler divergence in nats per vector, of a variational autoencoder.
    let divergence: Double?
  }
}
