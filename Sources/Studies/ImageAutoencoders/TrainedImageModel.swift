import RDCore
import RDExperiments
import RDNetworks
import RDResults

/// An autoencoder of images that was trained as its settings say.
struct TrainedImageModel {
  let autoencoder: ImageAutoencoder
  let epochs: [TrainingEpoch]

  var architecture: ImageAutoencoderArchitecture { autoencoder.architecture }

  /// Trains a model.
  init(
    _ settings: ImageModelSettings, training: ImageBlock, test: ImageBlock, seed: SeedPath,
    in context: TrialContext
  ) throws {
    // One shard, as every trial has one thread.
    autoencoder = ImageAutoencoder(
      try settings.architecture(for: training.shape), batchCapacity: settings.batch, seed: seed)
    let trainer = try Trainer(
      autoencoder.network, architecture: autoencoder.architecture.summary,
      options: settings.options(),
      rows: ImageRows([training], augmentation: ImageAugmentation(isFlipped: settings.flip)),
      seed: seed)
    epochs = try TrainingLoop(
      trainer, epochs: settings.epochs, validation: ImageRows([test]), isKept: true
    ).run(in: context)
  }

  /// The point of a trial whose model has collapsed, else `nil`: its error would otherwise be measured
  /// as if it were a code.
  func failure(on test: ImageBlock, _ template: Point) -> Point? {
    autoencoder.collapse(on: test).map { collapse in
      var point = template
      point.status = "failed: \(collapse)"
      return point
    }
  }
}

extension ImageModelsSpecification {
  /// The seed of one training of a model.
  func seed(_ model: Variant<ImageModelSettings>, repetition: Int) -> SeedPath {
    SeedPath(root: UInt64(seed))["repetition", repetition]["model", model.name]
  }

  var trainings: [(model: Variant<ImageModelSettings>, repetition: Int)] {
    allModels.flatMap { model in (1...model.settings.repetitions).map { (model, $0) } }
  }
}
