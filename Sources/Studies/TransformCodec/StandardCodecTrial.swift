import RDCore
import RDExperiments
import RDResults
import RDStandardCodecs

/// Standard codec on the test images, a file for each, at several qualities.
struct StandardCodecTrial: Sendable {
  /// What is asked.
  package let specification: TransformCodecSpecification

  /// The codec's descriptor.
  let codec: String

  package var trial: Trial {
    var template = Point(source: specification.test, method: codec)
    template.own = TransformCodecExperiment.ownColumns.map { _ in .empty }
    return Trial(name: codec, template: template, run: run)
  }

  /// Images that are coded of a data set of small ones: more change nothing that counts.
  private static let imageLimit = 1000

  @Sendable
  private func run(_ context: TrialContext) throws -> TrialOutcome {
    let request = try StandardCodecCatalogue.request(Descriptor(parsing: codec))
    let images = try CodecTestImages(specification).blocks.flatMap { block in
      (0..<min(block.count, Self.imageLimit)).map { block[$0..<$0 + 1] }
    }
    var outcome = TrialOutcome(points: [])
    let settings = request.settings ?? request.codec.defaultSettings
    for (index, setting) in settings.enumerated() {
      var measurement = CodecMeasurement()
      let header = try request.codec.headerByteCount(of: images[0].image(at: 0), at: setting)
      for image in images {
        try context.checkInterruption()
        let bytes = try request.codec.encode(image.image(at: 0), at: setting)
        guard let decoded = ImageBlock([try request.codec.decode(bytes)]) else {
          preconditionFailure("a codec gives back the kind of image it was given")
        }
        try measurement.add(
          decoded, of: image, byteCount: bytes.count, headerByteCount: header, estimatedBits: nil)
      }
      context.report(completed: index + 1, of: settings.count, note: "setting \(setting)")
      var point = measurement.point(
        source: specification.test, method: codec, variant: request.codec.colourMode,
        setting: setting)
      point.set("implementation", .text(request.codec.implementation))
      outcome.points.append(point)
    }
    return outcome
  }
}
