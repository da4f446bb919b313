import RDCore
import RDImageCodecs
import RDImages
import RDStandardCodecs

/// Trained models of one kind as one codec, whose control is the index of the model.
package struct TrainedCodec: ImageCodec {
  private let models: [LoadedModel]

  /// The kind of the models.
  package var name: String { models[0].kind }
  package let implementation = "rdtool"
  package let colourMode = "RGB"
  package let isLossless = false
  package let control: QualityControl?

  /// A codec of models.
  ///
  /// - Parameter models: at least one, all of one kind, in any order.
  /// - Precondition: `models` is not empty.
  package init(_ models: [LoadedModel]) {
    precondition(!models.isEmpty, "a codec needs a model")
    self.models = models.sorted { $0.codec.rateOrder < $1.codec.rateOrder }
    control =
      models.count == 1
      ? nil
      : QualityControl(
        name: "model", meaning: "1 for the model of the lowest rate",
        range: 1...Double(models.count), isWhole: true, isRising: true,
        settings: models.indices.map { Double($0 + 1) })
  }

  package func encode(_ image: Image, at setting: Double) throws -> [UInt8] {
    try model(at: setting).encode([image])
  }

  /// The file of the model of a setting, as it was named.
  func path(at setting: Double) -> String { model(at: setting).path }

  private func model(at setting: Double) -> LoadedModel {
    models[min(max(Int(setting) - 1, 0), models.count - 1)]
  }

  /// The file of one grey pixel; of a model that takes no such picture, the bytes around the payload.
  package func headerByteCount(of image: Image, at setting: Double) throws -> Int {
    let shape = ImageShape(height: 1, width: 1, channels: image.shape.channels)
    guard (try? model(at: setting).codec.check(count: 1, of: shape)) != nil else {
      return try ImageContainer(parsing: encode(image, at: setting)).overhead
    }
    let pixel = Image(shape: shape, samples: Array(repeating: 128, count: shape.elementCount))
    return try encode(pixel, at: setting).count
  }

  package func decode(_ file: [UInt8], sampleLimit: Int) throws -> Image {
    let container = try ImageContainer(parsing: file)
    let model = models.first { $0.hash.starts(with: container.modelHash) } ?? models[0]
    guard let size = container.groups.first, container.groups.count == 1, size.count == 1 else {
      throw ImageCodecError.notDecoded(codec: name, reason: "it has not one image")
    }
    guard size.height * size.width <= sampleLimit / 3 else {
      throw ImageCodecError.tooLarge(
        codec: name, width: size.width, height: size.height, channels: 3, sampleLimit: sampleLimit)
    }
    return try model.codec.decode(container, modelHash: model.hash)[0]
  }
}
