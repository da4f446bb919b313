import RDCore
import RDModelFiles

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

    /// The codec of a stored model of this kind.
    let codec: @Sendable (ModelFile) throws(ModelFileError) -> any LearnedImageCodec

    init<Model: ImageModel>(
      _ summary: String, _ model: @escaping @Sendable (Descriptor) throws -> Model
    ) {
      self.summary = summary
      self.model = { try model($0) }
      codec = { file throws(ModelFileError) in try Model.codec(of: file) }
    }
  }

  /// The model of a descriptor.
  package static func model(_ text: String) throws -> any ImageModel {
    let descriptor = try Descriptor(parsing: text)
    return try all.entry(named: descriptor.name).model(descriptor)
  }

  /// The codec of a model file of any kind.
  ///
  /// - Throws: ``ModelFileError``.
  package static func codec(of file: ModelFile) throws(ModelFileError) -> any LearnedImageCodec {
    guard let entry = try? all.entry(named: file.kind) else {
      throw .otherKind(expected: all.names.joined(separator: "' or '"), found: file.kind)
    }
    return try entry.codec(file)
  }
}
