import RDCore

/// The models of images for `rdtool train`.
package enum ImageModelCatalogue {
  /// The constructors of models from descriptors.
  package static let all = Catalogue<Entry>(
    kind: "model",
    [
      DenseImageAutoencoder.name: Entry(DenseImageAutoencoder.summary, DenseImageAutoencoder.init),
      ConvolutionalImageAutoencoder.name: Entry(
        ConvolutionalImageAutoencoder.summary, ConvolutionalImageAutoencoder.init),
      TransformCodecModel.name: Entry(TransformCodecModel.summary, TransformCodecModel.init),
    ])

  package struct Entry: Sendable {
    /// A one-line description with the parameters.
    package let summary: String

    /// Reads a descriptor with its name; throws `DescriptorError` or another `DiagnosedError`.
    package let model: @Sendable (Descriptor) throws -> any ImageModel

    init<Model: ImageModel>(
      _ summary: String, _ model: @escaping @Sendable (Descriptor) throws -> Model
    ) {
      self.summary = summary
      self.model = { try model($0) }
    }
  }

  /// The model of a descriptor.
  package static func model(_ text: String) throws -> any ImageModel {
    let descriptor = try Descriptor(parsing: text)
    return try all.entry(named: descriptor.name).model(descriptor)
  }
}
