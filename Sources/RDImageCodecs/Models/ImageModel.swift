import RDCore
import RDModelFiles
import RDNetworks

/// A network for images that can be trained and kept, its parameters chosen: what a line of ``ImageModelCatalogue`` makes of a
/// descriptor such as `dense-autoencoder:latents=64`.
package protocol ImageModel: Sendable {
  /// The model with every parameter, whether it was given or not: the same text for the same model.
  var descriptor: Descriptor { get }

  /// Records the network that is trained, its parameters at their first values.
  ///
  /// - Parameters:
  ///   - shape: the shape of a row of training images.
  ///   - shardCapacity: the most rows of a shard.
  ///   - shardCount: the shards of a batch.
  ///   - seed: what first weights and the network's random streams follow from.
  /// - Returns: the network; its input takes rows of the shape, numbers from 0 to 1.
  /// - Throws: a `DiagnosedError` if the model cannot take such images.
  func network(
    for shape: ImageShape, shardCapacity: Int, shardCount: Int, seed: SeedPath
  ) throws -> any TrainableNetwork

  /// What is kept of a trained network.
  ///
  /// - Parameters:
  ///   - network: one that ``network(for:shardCapacity:shardCount:seed:)`` recorded, trained.
  ///   - shape: the shape of a row of training images.
  ///   - rows: the rows it was trained on, for statistics of its latents.
  /// - Returns: the file; its kind is the descriptor's name.
  /// - Throws: a `DiagnosedError` if the latents cannot be described.
  func file(
    of network: any TrainableNetwork, shape: ImageShape, rows: any TrainingRows
  ) throws -> ModelFile
}
