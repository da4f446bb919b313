import RDCore
import RDExperiments
import RDResults

/// Further tables of a trained model: errors by label, confusions of labels, reconstructions, and statistics of its latents.
struct ImageModelViews {
  let specification: ImageAutoencodersSpecification
  let model: String

  /// Counted from 1; pictures are of the first.
  let repetition: Int

  let measurement: ImageCodeMeasurement

  /// The number of latents, which come first among the values that cross to the decoder.
  let latentCount: Int

  let labelErrors: LabelErrors?

  let confusions: LabelConfusions?

  /// Adds the tables of one quantiser.
  ///
  /// - `quantised`: the quantiser; `nil` for unquantised latents.
  func add(
    _ quantised: ImageCodeMeasurement.Quantised?, _ loss: ImageCodeMeasurement.Loss,
    to outcome: inout TrialOutcome
  ) throws {
    if let labelErrors {
      outcome.tables["labels", default: []] += labelErrors.rows(
        loss.comparison.meanSquaredErrors, model: model, repetition: repetition,
        bits: quantised?.bits)
    }
    guard repetition == 1, quantised == nil || quantised?.bits == specification.shownBits else {
      return
    }
    if let confusions {
      let latents = measurement.latents
      outcome.tables["confusions", default: []] += try confusions.rows(
        measurement.clippedImages(of: quantised?.quantiser.quantise(latents) ?? latents),
        model: model, quantised: quantised)
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
