import RDCore
import RealModule

/// An autoencoder of images, whatever its layers.
///
/// An instance is confined to one thread at a time; many may run concurrently.
package final class ImageAutoencoder {
  /// Its shape.
  package let architecture: ImageAutoencoderArchitecture

  /// The recorded network, which a trainer trains.
  package let network: ImageAutoencoderNetwork

  /// An autoencoder with its first weights, which follow from `seed`; biases are zero but for those of a linear output, which begin at
  /// mid-grey.
  ///
  /// - Parameters:
  ///   - architecture: its shape.
  ///   - batchCapacity: the images of a shard, at least 1.
  ///   - shardCount: the shards of a batch, at least 1.
  ///   - seed: the seed of initial weights and all random streams.
  package init(
    _ architecture: ImageAutoencoderArchitecture, batchCapacity: Int, shardCount: Int = 1,
    seed: SeedPath
  ) {
    self.architecture = architecture
    network = ImageAutoencoderNetwork(
      architecture, batchCapacity: batchCapacity, shardCount: shardCount, seed: seed)
  }

  /// The shape of every image.
  package var imageShape: ImageShape { architecture.image }

  /// Numbers of a code: the latents, and with skip connections all maps that go past them, as the decoder needs those too.
  package var latentDimension: Int { architecture.codeCount }

  /// The codes of images, with the means of a variational autoencoder: shape `[count, latentDimension]`, the latents first.
  ///
  /// - Precondition: the images have the network's shape.
  package func encode(_ images: ImageBlock) -> VectorBlock {
    precondition(images.shape == imageShape)
    return network.encode(images)
  }

  /// The images as they come back from codes that nothing was done to, shape `[count, elements of an image]`: the decoder of the encoder,
  /// without keeping the codes.
  ///
  /// - Precondition: the images have the network's shape.
  package func reconstruct(_ images: ImageBlock) -> VectorBlock {
    precondition(images.shape == imageShape)
    return network.replay(
      images, through: network.encoder.lowerBound..<network.decoder.upperBound,
      to: [network.reconstruction])
  }

  /// The divergence of the posterior of each latent from N(0, 1), in the mean over images, shape `[latentDimension]`; `nil` of a plain
  /// autoencoder.
  ///
  /// - Precondition: the images have the network's shape.
  package func divergences(of images: ImageBlock) -> [Information]? {
    guard let position = network.statistics else { return nil }
    precondition(images.shape == imageShape)
    let statistics = network.replay(images, through: network.encoder, to: [position])
    let dimension = architecture.latentDimension
    return (0..<dimension).map { latent in
      var sum = 0.0
      for image in 0..<statistics.count {
        let first = image * statistics.dimension + latent
        let mean = Double(statistics.elements[first])
        let logVariance = Double(statistics.elements[first + dimension])
        sum += (mean * mean + Double.exp(logVariance) - 1 - logVariance) / 2
      }
      return .nats(sum / Double(statistics.count))
    }
  }

  /// The images of codes, shape `[count, elements of an image]`; 0 is black, 1 is white, and nothing is cut off.
  ///
  /// - Precondition: the codes have ``latentDimension`` components.
  package func decode(_ latents: VectorBlock) -> VectorBlock {
    network.decode(latents)
  }
}
