import RDCore
import RDExperiments
import RDNetworks
import RDResults

/// One trial: an autoencoder is trained once, measured by itself, and made lossless.
struct LosslessNetworkTask: Sendable {
  package let specification: LosslessImagesSpecification
  package let model: Variant<ImageModelSettings>

  /// Counted from 1.
  let repetition: Int

  /// The trial that does it.
  package var trial: Trial {
    Trial(
      name: "\(model.name) #\(repetition)", template: template,
      cost: 5 * Double(model.settings.epochs)
    ) { context in try run(in: context) }
  }

  private var seed: SeedPath {
    SeedPath(root: UInt64(specification.seed))["repetition", repetition]["model", model.name]
  }

  private var template: Point {
    var point = LosslessPoint.template(
      source: specification.test, method: "autoencoder", model: model.name,
      repetition: repetition)
    point.seed = seed.value
    return point
  }

  private func run(in context: TrialContext) throws -> TrialOutcome {
    let images = try LosslessImages(specification)
    let settings = model.settings
    let architecture = try settings.architecture(for: images.training.shape)
    // One shard, as every trial has one thread.
    let autoencoder = ImageAutoencoder(
      architecture, batchCapacity: settings.batch, shardCount: 1, seed: seed)
    let trainer = try Trainer(
      autoencoder.network, architecture: architecture.summary, options: settings.options(),
      rows: ImageRows(
        [images.training], augmentation: ImageAugmentation(isFlipped: settings.flip)),
      seed: seed)
    let epochs = try TrainingLoop(
      trainer, epochs: settings.epochs, validation: ImageRows([images.test]), isKept: true
    ).run(in: context)
    var outcome = TrialOutcome(points: [])
    outcome.tables["history"] = epochs.map { epoch in
      [
        .text(model.name), .integer(repetition), .integer(epoch.epoch),
        .text(settings.objective), .real(epoch.learningRate), .real(epoch.objective),
        .optional(epoch.validationObjective),
      ]
    }
    if let collapse = autoencoder.collapse(on: images.test) {
      // A prediction that knows nothing of the image is no context; its training is kept to be looked at.
      var point = template
      point.status = "failed: \(collapse)"
      outcome.points.append(point)
      return outcome
    }
    outcome.points = try GuidedCode(code: autoencoder, objective: settings.objective)
      .points(images, specification, template, context)
    outcome.tables["exactness"] = [
      [
        .text(model.name), .integer(repetition), .text(settings.objective),
        .integer(architecture.latentDimension),
        .integer(autoencoder.network.graph.parameterCount), .integer(settings.epochs),
      ] + Exactness(of: autoencoder, on: images.test).cells
    ]
    return outcome
  }
}
