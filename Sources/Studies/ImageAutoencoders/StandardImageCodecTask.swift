import RDCore
import RDDataSets
import RDExperiments
import RDResults
import RDStandardCodecs

/// One trial of the experiment: standard codec on the test images, a file for each with all its headers, at several settings.
struct StandardImageCodecTask: Sendable {
  package let specification: ImageAutoencodersSpecification

  /// The codec's descriptor.
  let codec: String

  /// The trial that does it.
  package var trial: Trial {
    var template = ImagePoint.template(source: specification.test, method: codec, model: codec)
    // What was measured counts as a repetition, the only one, since nothing is random.
    template.repetition = 1
    return Trial(name: codec, template: template, cost: 5) { [template] context in
      let images = try DataSetCatalogue.load(Descriptor(parsing: specification.test)).images()
      let request = try StandardCodecCatalogue.request(Descriptor(parsing: codec))
      let used = request.codec(for: images[0].image.shape)
      let settings = request.settings ?? request.codec.defaultSettings
      var outcome = TrialOutcome(points: [])
      for (index, setting) in settings.enumerated() {
        context.report(completed: index, of: settings.count, note: "setting \(setting)")
        let coded = try images.map { image in
          try context.checkInterruption()
          return try used.coded(
            image.image, at: setting, measures: .structuralSimilarity)
        }
        outcome.points.append(
          ImagePoint.measured(coded, by: used, at: setting, template))
      }
      return outcome
    }
  }
}
