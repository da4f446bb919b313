import RDCoding
import RDCore
import RDDataSets
import RDExperiments
import RDImageCodecs
import RDResults

/// One trial: codes that know nothing of a network.
///
/// They are a range coder of samples without context, gzip of the raw samples, and the mixed contexts by themselves, taught by training images or by nothing.
struct LosslessBaselineTask: Sendable {
  package let specification: LosslessImagesSpecification

  /// The trial that does it.
  package var trial: Trial {
    Trial(name: "contexts", template: template("contexts"), cost: 5) { context in
      let images = try LosslessImages(specification)
      var outcome = TrialOutcome(points: [])
      for size in try orderZero(images) {
        outcome.points.append(LosslessPoint.measured(size, .init(), template("order-0")))
      }
      for size in try packed(images) {
        outcome.points.append(
          LosslessPoint.measured(
            size, .init(implementation: GzipFile.version.map { "zlib \($0)" }), template("gzip")))
      }
      for (method, training) in [("contexts", images.taught), ("contexts-untaught", nil)] {
        let codec = LosslessImageCodec(
          shape: images.test.shape, training: training, slotBits: specification.slotBits)
        for size in try codec.sizes(of: images.test, single: images.single, context) {
          outcome.points.append(LosslessPoint.measured(size, .init(), template(method)))
        }
      }
      return outcome
    }
  }

  private func template(_ method: String) -> Point {
    LosslessPoint.template(source: specification.test, method: method, model: method)
  }

  /// Samples by how often each occurred before, in one stream or in one an image; a reader must know how many there are.
  private func orderZero(_ images: LosslessImages) throws -> [LosslessSize] {
    func byteCount(_ block: ImageBlock) throws -> Int {
      var model = try AdaptiveModel(symbolCount: 256)
      var encoder = RangeEncoder()
      let symbols = block.samples.map { Int32($0) }
      encoder.encode(contentsOf: symbols, updating: &model)
      let bytes = encoder.finish()
      var decoder = RangeDecoder(bytes)
      var reader = try AdaptiveModel(symbolCount: 256)
      for symbol in symbols where try decoder.decode(updating: &reader) != Int(symbol) {
        throw NotLossless(code: "the samples without context")
      }
      try decoder.finish()
      return bytes.count
    }
    return [
      LosslessSize(
        together: images.test, byteCount: try byteCount(images.test), headerByteCount: 0),
      LosslessSize(
        single: try (0..<images.single.count).map { try byteCount(images.single[$0..<$0 + 1]) },
        headerByteCount: 0, shape: images.test.shape),
    ]
  }

  private func packed(_ images: LosslessImages) throws -> [LosslessSize] {
    let header = try GzipFile.pack([]).count
    return [
      LosslessSize(
        together: images.test, byteCount: try GzipFile.pack(images.test.samples).count,
        headerByteCount: header),
      LosslessSize(
        single: try (0..<images.single.count).map {
          try GzipFile.pack(images.single[$0..<$0 + 1].samples).count
        }, headerByteCount: header, shape: images.test.shape),
    ]
  }
}
