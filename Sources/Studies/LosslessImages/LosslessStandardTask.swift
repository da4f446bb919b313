import RDCore
import RDExperiments
import RDResults
import RDStandardCodecs

/// One trial: another's lossless codec, on a file for each image and on one picture of all of them, so that headers do not decide.
struct LosslessStandardTask: Sendable {
  package let specification: LosslessImagesSpecification

  /// The codec's descriptor.
  let codec: String

  /// The trial that does it.
  package var trial: Trial {
    let template = LosslessPoint.template(
      source: specification.test, method: codec, model: codec)
    return Trial(name: codec, template: template, cost: 2) { [template] context in
      let images = try LosslessImages(specification)
      let codec = try StandardCodecCatalogue.request(Descriptor(parsing: codec))
        .codec(for: images.test.shape)
      let picture = images.picture
      let setting = codec.defaultSettings[0]
      var coded: [CodedImage] = []
      for index in 0..<images.single.count {
        try context.checkInterruption()
        coded.append(try codec.coded(images.single.image(at: index), at: setting))
      }
      let tiled = try codec.coded(picture, at: setting)
      guard tiled.comparison.pooledMeanSquaredError == 0,
        coded.allSatisfy({ $0.comparison.pooledMeanSquaredError == 0 })
      else { throw NotLossless(code: codec.name) }
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
