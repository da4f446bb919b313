import RDCoding
import RDCore
import RDDataSets
import RDExperiments
import RDImageCodecs
import RDResults
import RDStandardCodecs

/// The trials without a network.
extension LosslessImagesSpecification {
  private func template(_ method: String) -> Point {
    LosslessPoint.template(source: test, method: method, model: method)
  }

  /// A range coder of samples without context, gzip of the raw samples, and the mixed contexts by themselves, taught by training images
  /// or by nothing.
  var baselineTrial: Trial {
    Trial(name: "contexts", template: template("contexts"), cost: 5) { context in
      let images = try LosslessImages(self)
      func points(
        _ method: String, _ sizes: [LosslessSize], _ code: LosslessPoint.Code = .init()
      ) -> [Point] {
        sizes.map { LosslessPoint.measured($0, code, template(method)) }
      }
      var result = points("order-0", try images.sizes(headerByteCount: 0, orderZeroByteCount))
      result += points(
        "gzip",
        try images.sizes(headerByteCount: GzipFile.pack([]).count) {
          try GzipFile.pack($0.samples).count
        }, .init(implementation: GzipFile.version.map { "zlib \($0)" }))
      for (method, training) in [("contexts", images.taught), ("contexts-untaught", nil)] {
        let codec = LosslessImageCodec(
          shape: images.test.shape, training: training, slotBits: slotBits)
        result += points(
          method, try codec.sizes(of: images.test, single: images.single, context))
      }
      let originals = (0..<images.shown.count).map { images.shown[$0..<$0 + 1].samples }
      return TrialOutcome(
        points: result,
        tables: [
          "reconstructions": ImagePictures.rows(
            originals, shape: images.shown.shape, model: "original", quantised: nil)
        ])
    }
  }

  /// The coefficients of the Karhunen–Loève transform as latents.
  var linearTrial: Trial {
    let template = template("klt")
    return Trial(name: "linear", template: template, cost: 10) { context in
      let images = try LosslessImages(self)
      let transform = try KarhunenLoeveTransform(training: images.training)
      return TrialOutcome(
        points: try coefficients.flatMap { count in
          try GuidedCode(code: transform.prefix(min(count, images.test.shape.elementCount)))
            .points(images, self, template, context)
        })
    }
  }

  /// A standard lossless codec, on a file for each image and on one picture of all of them, so that headers do not decide.
  func standardTrial(_ name: String) -> Trial {
    let template = template(name)
    return Trial(name: name, template: template, cost: 2) { context in
      let images = try LosslessImages(self)
      let codec = try StandardCodecCatalogue.codec(named: name).adapted(to: images.test.shape)
      let setting = codec.defaultSettings[0]
      let coded = try (0..<images.single.count).map { index in
        try context.checkInterruption()
        return try codec.coded(images.single.image(at: index), at: setting)
      }
      let tiled = try codec.coded(images.picture, at: setting)
      guard (coded + [tiled]).allSatisfy({ $0.comparison.pooledMeanSquaredError == 0 }) else {
        throw notLossless(codec.name)
      }
      let sizes = [
        LosslessSize(
          together: images.test, byteCount: tiled.byteCount,
          headerByteCount: tiled.headerByteCount),
        LosslessSize(
          single: coded.map(\.byteCount), headerByteCount: coded[0].headerByteCount,
          shape: images.test.shape),
      ]
      return TrialOutcome(
        points: sizes.map {
          LosslessPoint.measured($0, .init(implementation: codec.implementation), template)
        })
    }
  }
}

/// Bytes of samples coded by how often each occurred before; a reader must know how many there are.
private func orderZeroByteCount(_ block: ImageBlock) throws -> Int {
  var model = try AdaptiveModel(symbolCount: 256)
  var encoder = RangeEncoder()
  let symbols = block.samples.map { Int32($0) }
  encoder.encode(contentsOf: symbols, updating: &model)
  let bytes = encoder.finish()
  var decoder = RangeDecoder(bytes)
  var reader = try AdaptiveModel(symbolCount: 256)
  for symbol in symbols where try decoder.decode(updating: &reader) != Int(symbol) {
    throw notLossless("the samples without context")
  }
  try decoder.finish()
  return bytes.count
}

extension LosslessImages {
  /// What a code takes for all images together, and for a file for each of some.
  fileprivate func sizes(
    headerByteCount: Int, _ byteCount: (ImageBlock) throws -> Int
  ) rethrows -> [LosslessSize] {
    [
      LosslessSize(
        together: test, byteCount: try byteCount(test), headerByteCount: headerByteCount),
      LosslessSize(
        single: try (0..<single.count).map { try byteCount(single[$0..<$0 + 1]) },
        headerByteCount: headerByteCount, shape: test.shape),
    ]
  }
}
