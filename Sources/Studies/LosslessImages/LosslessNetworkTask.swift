import RDCore
import RDExperiments
import RDNetworks
import RDResults

/// One trial: an autoencoder is trained once, measured by itself, and made lossless.
struct LosslessNetworkTask: Sendable {
  let specification: LosslessImagesSpecification
  let model: Variant<ImageModelSettings>

  /// Counted from 1.
  let repetition: Int

  var trial: Trial {
    Trial(
      name: "\(model.name) #\(repetition)", template: template,
      cost: 5 * Double(model.settings.epochs)
    ) { context in try run(in: context) }
  }

  private var seed: SeedPath { specification.seed(model, repetition: repetition) }

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
    let trained = try TrainedImageModel(
      settings, training: images.training, test: images.test, seed: seed, in: context)
    let objective = settings.objective.rawValue
    var outcome = TrialOutcome(points: [])
    outcome.tables["history"] = trained.epochs.map { epoch in
      [
        .text(model.name), .integer(repetition), .integer(epoch.epoch), .text(objective),
        .real(epoch.learningRate), .real(epoch.objective), .optional(epoch.validationObjective),
      ]
    }
    if let failure = trained.failure(on: images.test, template) {
      outcome.points.append(failure)
      return outcome
    }
    if repetition == 1 {
      let architecture = trained.architecture
      outcome.tables["layers"] = ImageModelLayers.rows(of: architecture, model: model.name)
      if architecture.latentDimension >= architecture.image.elementCount {
        let latents = trained.autoencoder.encode(images.shown)
        outcome.tables["reconstructions"] = ImagePictures.rows(
          ImagePictures.bytes(of: trained.autoencoder.decode(latents)), shape: images.shown.shape,
          model: model.name, quantised: nil)
      }
    }
    outcome.points = try GuidedCode(code: trained.autoencoder, objective: objective)
      .points(images, specification, template, context)
    outcome.tables["exactness"] = [
      [
        .text(model.name), .integer(repetition), .text(objective),
        .integer(trained.architecture.latentDimension),
        .integer(trained.architecture.parameterCount), .integer(settings.epochs),
      ] + Exactness(of: trained.autoencoder, on: images.test).cells
    ]
    return outcome
  }
}
