import RDCore
import RDModelFiles
import RDNetworks

/// A trainable model of images with its parameters, constructed by ``ImageModelCatalogue`` from a
/// descriptor such as `dense-autoencoder:latents=64`.
package protocol ImageModel: Sendable {
  /// The descriptor with every parameter: the same text for the same model.
  var descriptor: Descriptor { get }

  /// What the parameters of a network are for: the keys of the descriptor by which a trained network computes, without those of its training.
  var architectureKeys: Descriptor { get }

  /// Whether a trained model takes only images of the shape that it was trained on.
  var isOfOneShape: Bool { get }

  /// Records the network with initial parameters.
  ///
  /// - Returns: the network; its input takes rows of the shape, numbers from 0 to 1.
  func network(
    for shape: ImageShape, shardCapacity: Int, shardCount: Int, seed: SeedPath
  ) throws -> any TrainableNetwork

  /// The stored form of a trained network.
  func file(
    of network: any TrainableNetwork, shape: ImageShape, rows: any TrainingRows
  ) throws -> ModelFile

  /// The codec of a stored model of this kind.
  ///
  /// - Throws: ``ModelFileError`` if its parts do not fit together.
  static func codec(of file: ModelFile) throws(ModelFileError) -> any LearnedImageCodec
}
