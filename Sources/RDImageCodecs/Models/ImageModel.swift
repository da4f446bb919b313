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
  /// - Returns: the network; its input takes rows of the shape, numbers from 0 to 1.
  func network(
    for shape: ImageShape, shardCapacity: Int, shardCount: Int, seed: SeedPath
  ) throws -> any TrainableNetwork

  /// What is kept of a trained network.
  func file(
    of network: any TrainableNetwork, shape: ImageShape, rows: any TrainingRows
  ) throws -> ModelFile
}
