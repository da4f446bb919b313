import RDCore
import RDImageCodecs
import RDImages
import RDStandardCodecs

/// Trained transform codecs as one codec, whose control is the index of the model.
package struct TrainedCodec: ImageCodec {
  /// Its name in figures and tables.
  package static let codecName = "transform-codec"

  private let models: [LoadedModel]

  package let name = Self.codecName
  package let implementation = "rdtool"
  package let colourMode = "RGB"
  package let isLossless = false
  package let control: QualityControl?

  /// A codec of models.
  ///
  /// - Parameter models: at least one, in any order.
  /// - Precondition: `models` is not empty.
  package init(_ models: [LoadedModel]) {
    precondition(!models.isEmpty, "a codec needs a model")
    self.models = models.sorted { $0.codec.lambda < $1.codec.lambda }
    control =
      models.count == 1
      ? nil
      : QualityControl(
        name: "model", meaning: "1 for the model of the lowest rate",
        range: 1...Double(models.count), isWhole: true, isRising: true,
        settings: models.indices.map { Double($0 + 1) })
  }

  package func encode(_ image: Image, at setting: Double) throws -> [UInt8] {
    try models[min(max(Int(setting) - 1, 0), models.count - 1)].encode([image])
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
