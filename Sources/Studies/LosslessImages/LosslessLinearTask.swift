import RDCore
import RDExperiments
import RDImageCodecs
import RDResults

/// One trial: the coefficients of the Karhunen–Loève transform as latents.
struct LosslessLinearTask: Sendable {
  package let specification: LosslessImagesSpecification

  /// The trial that does it.
  package var trial: Trial {
    let template = LosslessPoint.template(
      source: specification.test, method: "klt", model: "klt")
    return Trial(name: "linear", template: template, cost: 10) { [template] context in
      let images = try LosslessImages(specification)
      let transform = try KarhunenLoeveTransform(training: images.training)
      return TrialOutcome(
        points: try specification.coefficients.flatMap { count in
          try GuidedCode(
            code: transform.prefix(min(count, images.test.shape.elementCount))
          ).points(images, specification, template, context)
        })
    }
  }
}
