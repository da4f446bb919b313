import RDCore
import RDExperiments
import RDNetworks
import RDResults

/// One trial of the experiment: an autoencoder is trained once and measured.
struct ImageModelTask: Sendable {
  let specification: ImageAutoencodersSpecification
  let model: Variant<ImageModelSettings>
  /// Counted from 1.
  let repetition: Int

  /// The divergence in nats above which a latent counts as active, in the mean over the test images.
  static let activeDivergence = 0.05

  var trial: Trial {
    let images = specification.train.hasPrefix("cifar10") ? 1.0 : 0.2
    let settings = model.settings
    let size = settings.widths.reduce(1) { $0 + Double($1 * $1) }
    return Trial(
      name: "\(model.name) #\(repetition)", template: template,
      cost: images * Double(settings.epochs) * size
    ) { context in try run(in: context) }
  }

  private var seed: SeedPath { specification.seed(model, repetition: repetition) }

  private var template: Point {
    let kind = model.settings.beta == nil ? "autoencoder" : "vae"
    var point = ImagePoint.template(
      source: specification.test, method: "\(kind)-\(model.settings.bottleneck.rawValue)",
      model: model.name, settings: model.settings)
    point.repetition = repetition
    point.seed = seed.value
    return point
  }

  private func run(in context: TrialContext) throws -> TrialOutcome {
    let images = try ImageSets(train: specification.train, test: specification.test)
    let (training, test) = (images.training, images.test)
    let labelErrors =
      specification.labels
      ? try LabelErrors(test, images.labels, of: specification.test) : nil
    let maps =
      repetition == 1 && !specification.maps.isEmpty
      ? try ImageMaps(specification, test, images.labels) : nil
    let trained = try TrainedImageModel(
      model.settings, training: training, test: test, seed: seed, in: context)
    let (autoencoder, architecture) = (trained.autoencoder, trained.architecture)
    var outcome = TrialOutcome(points: [])
    outcome.tables["history"] = trained.epochs.map {
      history($0, samples: training.shape.elementCount)
    }
    if repetition == 1 {
      outcome.tables["codes"] = [
        ImageCodeCounts.row(of: architecture, model: model.name)
      ]
      outcome.tables["layers"] = ImageModelLayers.rows(of: architecture, model: model.name)
    }
    if let failure = trained.failure(on: test, template) {
      outcome.points.append(failure)
      return outcome
    }
    let measurement = ImageCodeMeasurement(
      autoencoder, training: training[0..<min(specification.design, training.count)], test: test)
    let views = ImageModelViews(
      specification: specification, model: model.name, repetition: repetition,
      measurement: measurement, latentCount: architecture.latentDimension,
      labelErrors: labelErrors,
      confusions: specification.labels
        ? LabelConfusions(images, trainingCount: specification.design) : nil)
    let unquantised = try measure(measurement, views, into: &outcome, context)
    let latents = LatentStatistics(
      latents: measurement.latents, latentCount: architecture.latentDimension,
      divergences: autoencoder.divergences(of: test),
      repetition: repetition,
      model: model.name)
    outcome.tables["latents"] = latents.rows
    outcome.tables["models"] = [summary(latents, unquantised)]

    try maps?.addModel(
      measurement, latentCount: architecture.latentDimension, model: model.name, to: &outcome,
      context)
    return outcome
  }

  /// Measures the model with its latents as they are, and with every quantiser.
  private func measure(
    _ measurement: ImageCodeMeasurement, _ views: ImageModelViews,
    into outcome: inout TrialOutcome, _ context: TrialContext
  ) throws -> ImageCodeMeasurement.Loss {
    let unquantised = try measurement.loss(nil)
    outcome.points.append(ImagePoint.measured(unquantised, template, quantised: nil))
    try views.add(nil, unquantised, to: &outcome)
    for bits in specification.bits {
      for (design, loss, point) in try measurement.points(
        bits: bits, hasRaw: model.settings.beta != nil, template, context)
      {
        outcome.points.append(point)
        if design.scale == "designed" { try views.add(design, loss, to: &outcome) }
      }
    }
    for step in specification.latentSteps {
      try context.checkInterruption()
      let design = measurement.entropyConstrained(relativeStep: step)
      outcome.points.append(
        ImagePoint.measured(try measurement.loss(design), template, quantised: design))
    }
    return unquantised
  }

  /// The row of a model in the report.
  private func summary(
    _ latents: LatentStatistics, _ loss: ImageCodeMeasurement.Loss
  ) -> [Cell] {
    let settings = model.settings
    return [
      .text(model.name), .integer(repetition), .text(settings.bottleneck.rawValue),
      .text(settings.widths.map(String.init).joined(separator: "/")),
      .text(settings.objective.rawValue),
      .optional(settings.beta), .integer(settings.epochs),
      .optional(latents.divergences.map { $0.reduce(0, +) }),
      .optional(latents.divergences.map { $0.count { $0 > Self.activeDivergence } }),
      .real(loss.comparison.pooledMeanSquaredError), .optional(loss.similarity),
    ]
  }

  /// The row of an epoch: the loss of a sample, or that in similarity, and the divergence.
  private func history(_ epoch: TrainingEpoch, samples: Int) -> [Cell] {
    let scale = model.settings.objective.isPerImage ? 1 : 1 / Double(samples)
    func divergence(_ terms: [Double]) -> Double? {
      model.settings.beta != nil && terms.count > 1 ? terms[1] : nil
    }
    return [
      .text(model.name), .integer(repetition), .integer(epoch.epoch),
      .text(model.settings.objective.rawValue), .real(epoch.learningRate), .real(epoch.objective),
      .optional(epoch.validationObjective),
      .real(epoch.terms[0] * scale), .optional(epoch.validationTerms.first.map { $0 * scale }),
      .optional(divergence(epoch.terms)), .optional(divergence(epoch.validationTerms)),
    ]
  }
}
