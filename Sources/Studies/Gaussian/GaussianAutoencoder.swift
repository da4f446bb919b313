import RDCore
import RDExperiments
import RDNetworks
import RDResults

extension GaussianTask {
  /// Trains the autoencoder of the task, with checkpoints.
  func trainAutoencoder(_ training: VectorBlock, _ context: TrialContext) throws -> DesignedCode {
    let settings = variant.settings
    let (model, trainer) = try Autoencoder.training(
      try settings.architecture(input: specification.input, latentDimension: latentDimension),
      on: training,
      options: TrainingOptions(
        batchSize: settings.batch, learningRate: settings.learningRate,
        optimiser: try OptimiserCatalogue.optimiser(settings.optimiser)),
      seed: networkSeed)
    let test = testVectors()
    // The errors of all test vectors are summed in their order, whatever the batches are.
    let epochs = try TrainingLoop(trainer, epochs: settings.epochs, validation: VectorRows(test)) {
      _, _ in
      let squaredError = model.evaluate(test).squaredErrors.reduce(0, +)
      return TermSums(rowCount: test.count, terms: [squaredError], objective: squaredError)
    }.run(in: context)
    // The quantisers are designed for the training latents of the final network.
    guard model.encode(training).elements.allSatisfy(\.isFinite) else {
      throw TrainingError.diverged(epoch: trainer.epoch)
    }
    func meanSquaredError(_ sums: TermSums) -> Double {
      sums.terms[0] / (Double(sums.rowCount) * Double(specification.input))
    }
    let kept = epochs.filter { Self.isKept($0.epoch, of: settings.epochs) }
    let rows = kept.map { epoch -> [Cell] in
      [
        .text(variant.name), .text("autoencoder"), .integer(latentDimension),
        .integer(repetition), .integer(epoch.epoch),
        .rounded(meanSquaredError(epoch.training), significantDigits: 8),
        .rounded(epoch.validation.map(meanSquaredError), significantDigits: 8),
        .rounded(settings.variational == nil ? nil : epoch.terms[1], significantDigits: 8),
      ]
    }
    return DesignedCode(code: model, history: rows)
  }

  /// Whether an epoch has a row in `history.csv`: all to 10, every fifth to 50, every 25th after that, and the last.
  ///
  /// Others are indistinguishable on the logarithmic axis of the loss curves.
  private static func isKept(_ epoch: Int, of epochs: Int) -> Bool {
    epoch <= 10 || epoch <= 50 && epoch.isMultiple(of: 5) || epoch.isMultiple(of: 25)
      || epoch == epochs
  }
}
