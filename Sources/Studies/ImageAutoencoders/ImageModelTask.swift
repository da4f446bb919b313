import RDCore
import RDExperiments
import RDNetworks
import RDResults

/// One trial of the experiment: an autoencoder is trained once and measured.
struct ImageModelTask: Sendable {
  package let specification: ImageAutoencodersSpecification
  package let model: Variant<ImageModelSettings>
  /// Counted from 1.
  let repetition: Int

  /// The shards of a batch.
  ///
  /// One, as every trial has one thread.
  private static let shardCount = 1

  /// The divergence in nats above which a latent counts as active, in the mean over the test images.
  static let activeDivergence = 0.05

  /// The trial that does it.
  package var trial: Trial {
    let images = specification.train.hasPrefix("cifar10") ? 1.0 : 0.2
    let settings = model.settings
    let size = settings.widths.reduce(1) { $0 + Double($1 * $1) }
    return Trial(
      name: "\(model.name) #\(repetition)", template: template,
      cost: images * Double(settings.epochs) * size
    ) { context in try run(in: context) }
  }

  private var seed: SeedPath {
    SeedPath(root: UInt64(specification.seed))["repetition", repetition]["model", model.name]
  }

  /// The point without numbers.
  private var template: Point {
    let kind = model.settings.beta == nil ? "autoencoder" : "vae"
    var point = ImagePoint.template(
      source: specification.test, method: "\(kind)-\(model.settings.bottleneck)",
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
    let settings = model.settings
    let architecture = try settings.architecture(for: training.shape)
    let autoencoder = ImageAutoencoder(
      architecture, batchCapacity: settings.batch, shardCount: Self.shardCount, seed: seed)
    let trainer = try Trainer(
      autoencoder.network, architecture: architecture.summary, options: settings.options(),
      rows: ImageRows([training], augmentation: ImageAugmentation(isFlipped: settings.flip)),
      seed: seed)
    let epochs = try TrainingLoop(
      trainer, epochs: settings.epochs, validation: ImageRows([test]), isKept: true
    ).run(in: context)
    var outcome = TrialOutcome(points: [])
    outcome.tables["history"] = epochs.map { history($0, samples: training.shape.elementCount) }
    if repetition == 1 {
      outcome.tables["codes"] = [
        ImageCodeCounts.row(of: architecture, model: model.name)
      ]
    }
    if let collapse = autoencoder.collapse(on: test) {
      // What it lost would be measured as if it were a code; its training is kept to be looked at.
      var point = template
      point.status = "failed: \(collapse)"
      outcome.points.append(point)
      return outcome
    }
    let measurement = ImageCodeMeasurement(
      autoencoder, training: training[0..<min(specification.design, training.count)], test: test)
    let views = ImageModelViews(
      specification: specification, model: model.name, repetition: repetition,
      measurement: measurement, latentCount: architecture.latentDimension,
      labelErrors: labelErrors)
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
  ///
  /// - Returns: what is lost without a quantiser.
  private func measure(
    _ measurement: ImageCodeMeasurement, _ views: ImageModelViews,
    into outcome: inout TrialOutcome, _ context: TrialContext
  ) throws -> ImageCodeMeasurement.Loss {
    let unquantised = try measurement.loss(nil)
    outcome.points.append(ImagePoint.measured(unquantised, template, quantised: nil))
    views.add(nil, unquantised, to: &outcome)
    for bits in specification.bits {
      let designs = try measurement.designs(bits: bits, hasRaw: model.settings.beta != nil)
      let losses = try designs.map { design in
        try context.checkInterruption()
        return try measurement.loss(design)
      }
      for (design, loss) in zip(designs, losses) {
        outcome.points.append(
          ImagePoint.measured(
            loss, template, quantised: design,
            uniform: ImageCodeMeasurement.uniformErrors(beside: design, designs, losses)))
        if design.scale == "designed" { views.add(design, loss, to: &outcome) }
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

  /// What the report says of a model.
  private func summary(
    _ latents: LatentStatistics, _ loss: ImageCodeMeasurement.Loss
  ) -> [Cell] {
    let settings = model.settings
    return [
      .text(model.name), .integer(repetition), .text(settings.bottleneck),
      .text(settings.widths.map(String.init).joined(separator: "/")), .text(settings.objective),
      .optional(settings.beta), .integer(settings.epochs),
      .optional(latents.divergences.map { $0.reduce(0, +) }),
      .optional(latents.divergences.map { $0.count { $0 > Self.activeDivergence } }),
      .real(loss.comparison.pooledMeanSquaredError), .optional(loss.similarity),
    ]
  }

  /// The row of an epoch: the loss of a sample, or that in similarity, and the divergence.
  private func history(_ epoch: TrainingEpoch, samples: Int) -> [Cell] {
    let scale = model.settings.objective == "ssim" ? 1 : 1 / Double(samples)
    func divergence(_ terms: [Double]) -> Double? {
      model.settings.beta != nil && terms.count > 1 ? terms[1] : nil
    }
    return [
      .text(model.name), .integer(repetition), .integer(epoch.epoch),
      .text(model.settings.objective),
      .real(epoch.learningRate), .real(epoch.objective), .optional(epoch.validationObjective),
      .real(epoch.terms[0] * scale), .optional(epoch.validationTerms.first.map { $0 * scale }),
      .optional(divergence(epoch.terms)), .optional(divergence(epoch.validationTerms)),
    ]
  }
}
