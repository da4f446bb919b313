import RDCore
import RDDataSets
import RDExperiments
import RDResults
import RDStandardCodecs

/// The trials beside the models and the linear code.
extension ImageAutoencodersSpecification {
  /// The map of the test images themselves.
  var pixelMapTrial: Trial {
    let template = ImagePoint.template(source: test, method: "t-sne", model: "original")
    return Trial(name: "pixels", template: template, cost: 5) { context in
      let images = try DataSetCatalogue.load(Descriptor(parsing: test))
      var outcome = TrialOutcome(points: [])
      try ImageMaps(self, images.block(), images.labels).addPixels(to: &outcome, context)
      return outcome
    }
  }

  /// A standard codec on the test images, a file for each with all its headers, at several settings.
  func standardTrial(_ codec: String) -> Trial {
    var template = ImagePoint.template(source: test, method: codec, model: codec)
    // Measurements count as the only repetition, since nothing is random.
    template.repetition = 1
    return Trial(name: codec, template: template, cost: 5) { [template] context in
      let images = try DataSetCatalogue.load(Descriptor(parsing: test)).images()
      let request = try StandardCodecCatalogue.request(Descriptor(parsing: codec))
      let used = request.codec.adapted(to: images[0].image.shape)
      let settings = request.settings ?? request.codec.defaultSettings
      return TrialOutcome(
        points: try settings.enumerated().map { index, setting in
          context.report(completed: index, of: settings.count, note: "setting \(setting)")
          let coded = try images.map { image in
            try context.checkInterruption()
            return try used.coded(image.image, at: setting, measures: .structuralSimilarity)
          }
          return ImagePoint.measured(coded, by: used, at: setting, template)
        })
    }
  }
}
