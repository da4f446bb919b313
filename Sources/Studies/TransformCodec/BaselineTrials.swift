import RDCore
import RDDataSets
import RDExperiments
import RDImageCodecs
import RDLatentCodes
import RDResults
import RDStandardCodecs

/// The trials without training.
extension TransformCodecSpecification {
  /// The linear baseline of learned codes: the Karhunen-Loève transform, and an entropy code of each coefficient with cells
  /// that are chosen for it (`klt`) or all of one width (`klt-rounding`).
  var linearTrial: Trial {
    let template = TransformCodecExperiment.emptyPoint(source: test, method: "klt")
    return Trial(name: "klt", template: template, cost: 2) { context in
      let training = try DataSetCatalogue.load(Descriptor(parsing: data)).block()
      let blocks = try CodecTestImages(self).blocks
      if let other = blocks.map(\.shape).first(where: { $0 != training.shape }) {
        throw otherShape(other, thanLearned: training.shape, remedy: "leave klt-steps out")
      }
      let images = blocks[0]
      let transform = try KarhunenLoeveTransform(training: training)
      let code = transform.prefix(transform.mean.count)
      // The tables are of the coefficients of as many training images.
      let fitted = code.encode(training[0..<min(training.count, 20_000)])
      let coefficients = code.encode(images)
      var outcome = TrialOutcome(points: [])
      for (index, step) in kltSteps.enumerated() {
        try context.checkInterruption()
        context.report(completed: index, of: kltSteps.count, note: "step \(step)")
        for (method, quantiser) in [
          ("klt", LatentQuantiser.entropyConstrained(step: step, for: fitted)),
          ("klt-rounding", .rounding(step: step, for: fitted)),
        ] {
          try context.checkInterruption()
          let coded = try CodedLatentQuantiser(quantiser, training: fitted)
          let file = ImageContainer(latents: coefficients, of: images.shape, by: coded)
          let header = file.overhead
          let samples = code.decode(try file.groups[0].latents(by: coded))
          let decoded = ImageBlock(
            count: images.count, shape: images.shape,
            samples: samples.elements.map { UInt8((min(max($0, 0), 1) * 255).rounded()) })
          var measurement = CodecMeasurement()
          try measurement.add(
            decoded, of: images, byteCount: file.bytes.count, headerByteCount: header,
            estimatedBits: coded.estimatedRate(of: coefficients).bits + 8 * Double(header))
          outcome.points.append(
            measurement.point(source: test, method: method, variant: "", setting: step))
        }
      }
      return outcome
    }
  }

  /// A standard codec on the test images, a file for each, at several qualities.
  func standardTrial(_ codec: String) -> Trial {
    let template = TransformCodecExperiment.emptyPoint(source: test, method: codec)
    return Trial(name: codec, template: template) { context in
      let request = try StandardCodecCatalogue.request(Descriptor(parsing: codec))
      // Of a data set of small images more would change nothing that counts.
      let images = try CodecTestImages(self).blocks.flatMap { block in
        (0..<min(block.count, 1000)).map { block[$0..<$0 + 1] }
      }
      let settings = request.settings ?? request.codec.defaultSettings
      return TrialOutcome(
        points: try settings.enumerated().map { index, setting in
          var measurement = CodecMeasurement()
          let header = try request.codec.headerByteCount(of: images[0].image(at: 0), at: setting)
          for image in images {
            try context.checkInterruption()
            let bytes = try request.codec.encode(image.image(at: 0), at: setting)
            guard let decoded = ImageBlock([try request.codec.decode(bytes)]) else {
              preconditionFailure("a codec gives back the kind of image it was given")
            }
            try measurement.add(
              decoded, of: image, byteCount: bytes.count, headerByteCount: header,
              estimatedBits: nil)
          }
          context.report(completed: index + 1, of: settings.count, note: "setting \(setting)")
          var point = measurement.point(
            source: test, method: codec, variant: request.codec.colourMode, setting: setting)
          point.set("implementation", .text(request.codec.implementation))
          return point
        })
    }
  }
}
