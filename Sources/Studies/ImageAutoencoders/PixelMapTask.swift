import RDCore
import RDDataSets
import RDExperiments
import RDResults

/// One trial of the experiment: the map of the test images themselves.
struct PixelMapTask: Sendable {
  package let specification: ImageAutoencodersSpecification

  /// The trial that does it.
  package var trial: Trial {
    let template = ImagePoint.template(
      source: specification.test, method: "t-sne", model: "original")
    return Trial(name: "pixels", template: template, cost: 5) { context in
      let test = try DataSetCatalogue.load(Descriptor(parsing: specification.test))
      var outcome = TrialOutcome(points: [])
      try ImageMaps(specification, test.block(), test.labels).addPixels(to: &outcome, context)
      return outcome
    }
  }
}
