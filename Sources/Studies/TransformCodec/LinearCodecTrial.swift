import RDCore
import RDDataSets
import RDExperiments
import RDImageCodecs
import RDLatentCodes
import RDResults

/// The linear code that learned ones must beat: the Karhunen-Loève transform, and an entropy code of each coefficient behind cells that are chosen
/// for it (`klt`) or all of one width (`klt-rounding`).
struct LinearCodecTrial: Sendable {
  /// What is asked.
  package let specification: TransformCodecSpecification

  package var trial: Trial {
    var template = Point(source: specification.test, method: "klt")
    template.own = TransformCodecExperiment.ownColumns.map { _ in .empty }
    return Trial(name: "klt", template: template, cost: 2, run: run)
  }

  /// Training images whose coefficients the tables are of.
  private static let tableImages = 20_000

  @Sendable
  private func run(_ context: TrialContext) throws -> TrialOutcome {
    let training = try DataSetCatalogue.load(Descriptor(parsing: specification.data)).block()
    let blocks = try CodecTestImages(specification).blocks
    if let other = blocks.map(\.shape).first(where: { $0 != training.shape }) {
      throw OtherShapeThanLearned(
        found: other, learned: training.shape, remedy: "leave klt-steps out")
    }
    let test = blocks[0]
    let transform = try KarhunenLoeveTransform(training: training)
    let code = transform.prefix(transform.mean.count)
    let fitted = code.encode(training[0..<min(training.count, Self.tableImages)])
    let coefficients = code.encode(test)
    var outcome = TrialOutcome(points: [])
    for (index, step) in specification.kltSteps.enumerated() {
      try context.checkInterruption()
      context.report(
        completed: index, of: specification.kltSteps.count, note: "step \(step)")
      for (method, quantiser) in [
        ("klt", LatentQuantiser.entropyConstrained(step: step, for: fitted)),
        ("klt-rounding", .rounding(step: step, for: fitted)),
      ] {
        let coded = try CodedLatentQuantiser(quantiser, training: fitted)
        let file = coded.encode(coefficients)
        let header = try CodedLatentQuantiser.headerByteCount(of: file)
        let samples = code.decode(try coded.decode(file))
        let decoded = ImageBlock(
          count: test.count, shape: test.shape,
          samples: samples.elements.map { UInt8((min(max($0, 0), 1) * 255).rounded()) })
        var measurement = CodecMeasurement()
        try measurement.add(
          decoded, of: test, byteCount: file.count, headerByteCount: header,
          estimatedBits: coded.estimatedRate(of: coefficients).bits + 8 * Double(header))
        outcome.points.append(
          measurement.point(
            source: specification.test, method: method, variant: "", setting: step))
      }
    }
    return outcome
  }
}
