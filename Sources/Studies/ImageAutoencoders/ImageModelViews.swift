import RDCore
import RDExperiments
import RDResults

/// What is described a trained model besides its points: errors by label, reconstructions, and what its latents look like.
struct ImageModelViews {
  package let specification: ImageAutoencodersSpecification

  /// The name of the model.
  package let model: String

  /// Counted from 1; pictures are of the first.
  let repetition: Int

  /// What was measured of the code.
  let measurement: ImageCodeMeasurement

  /// How many of the numbers that cross to the decoder, the first ones, are latents.
  let latentCount: Int

  /// The errors by label, where they are asked for.
  let labelErrors: LabelErrors?

  /// Adds what there is to describe one quantiser.
  ///
  /// - Parameters:
  ///   - quantised: the quantiser; `nil` for latents as they are.
  ///   - loss: what was lost with it.
  ///   - outcome: the trial's tables.
  package func add(
    _ quantised: ImageCodeMeasurement.Quantised?, _ loss: ImageCodeMeasurement.Loss,
    to outcome: inout TrialOutcome
  ) {
    if let labelErrors {
      outcome.tables["labels", default: []] += labelErrors.rows(
        loss.comparison.meanSquaredErrors, model: model, repetition: repetition,
        bits: quantised?.bits)
    }
    guard repetition == 1, quantised == nil || quantised?.bits == specification.shownBits else {
      return
    }
    if quantised != nil || specification.unquantisedShown {
      outcome.tables["reconstructions", default: []] += ImagePictures.rows(
        measurement.pictures(of: measurement.firstLatents(specification.shown), quantised),
        shape: measurement.code.imageShape, model: model, quantised: quantised)
    }
    if specification.latentPictures {
      outcome.tables["latent-pictures", default: []] +=
        LatentPictures(measurement: measurement, latentCount: latentCount, model: model).rows(
          quantised)
      if let quantised {
        outcome.tables["histograms", default: []] += LatentHistograms.rows(
          measurement.latents, latentCount: latentCount,
          quantised: [
            (specification.shownBits, quantised.quantiser.quantise(measurement.latents))
          ], model: model)
      }
    }
  }
}
