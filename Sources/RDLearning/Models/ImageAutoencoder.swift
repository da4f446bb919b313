public import RDCore
internal import RealModule

/// A convolutional autoencoder of images.
///
/// It belongs to one thread at a time; many may run at once.
public final class ImageAutoencoder {
  /// Its shape.
  public let architecture: ImageAutoencoderArchitecture

  /// The recorded network, which a trainer trains.
  package let network: ImageAutoencoderNetwork

  /// An autoencoder with its first weights, which follow from `seed`: Glorot uniform, biases zero but for those of the
  /// output, which begin at mid-grey.
  ///
  /// - Parameters:
  ///   - architecture: its shape.
  ///   - batchCapacity: the images of a shard, at least 1.
  ///   - shardCount: the shards of a batch, at least 1.
  ///   - seed: what the first weights and all random streams follow from.
  public init(
    _ architecture: ImageAutoencoderArchitecture, batchCapacity: Int, shardCount: Int = 1,
    seed: SeedPath
  ) {
    self.architecture = architecture
    network = ImageAutoencoderNetwork(
      architecture, batchCapacity: batchCapacity, shardCount: shardCount, seed: seed)
  }

  /// The shape of every image.
  public var imageShape: ImageShape { architecture.image }

  /// Numbers of a latent vector.
  public var latentDimension: Int { architecture.latentDimension }

  /// The latents of images, the means of a variational autoencoder: shape `[count, latentDimension]`.
  ///
  /// - Precondition: the images have the network's shape.
  public func encode(_ images: ImageBlock) -> VectorBlock {
    encode(images, reading: network.latents)
  }

  /// The divergence of the posterior of each latent from N(0, 1), in the mean over images, shape `[latentDimension]`; `nil` of a plain
  /// autoencoder.
  ///
  /// - Precondition: the images have the network's shape.
  public func divergences(of images: ImageBlock) -> [Information]? {
    guard let place = network.statistics else { return nil }
    let statistics = encode(images, reading: place)
    return (0..<latentDimension).map { latent in
      var sum = 0.0
      for image in 0..<statistics.count {
        let first = image * statistics.dimension + latent
        let mean = Double(statistics.elements[first])
        let logVariance = Double(statistics.elements[first + latentDimension])
        sum += (mean * mean + Double.exp(logVariance) - 1 - logVariance) / 2
      }
      return .nats(sum / Double(statistics.count))
    }
  }

  /// The images of latents, shape `[count, elements of an image]`; 0 is black, 1 is white, and nothing is cut off.
  ///
  /// - Precondition: the latents have ``latentDimension`` components.
  public func decode(_ latents: VectorBlock) -> VectorBlock {
    precondition(latents.dimension == latentDimension)
    return replay(
      count: latents.count, through: network.decoder, to: network.reconstruction
    ) { first, pass in
      let rows = pass.value(network.latents)
      latents.elements.withUnsafeBufferPointer { elements in
        for row in 0..<rows.rows {
          rows.setRow(row, from: elements, at: (first + row) * latents.dimension)
        }
      }
    }
  }

  private func encode(_ images: ImageBlock, reading target: Value) -> VectorBlock {
    precondition(images.shape == imageShape)
    let size = images.shape.elementCount
    return replay(
      count: images.count, through: network.encoder, to: target
    ) { first, pass in
      let rows = pass.value(network.input)
      images.samples.withUnsafeBufferPointer { samples in
        for row in 0..<rows.rows {
          let target = rows.start + row * rows.stride
          let source = (first + row) * size
          for i in 0..<size { target[i] = Float(samples[source + i]) / 255 }
        }
      }
    }
  }

  private func replay(
    count: Int, through nodes: Range<Int>, to target: Value,
    fill: (_ first: Int, _ pass: Pass<Float>) -> Void
  ) -> VectorBlock {
    let elements = [Float](unsafeUninitializedCapacity: count * target.columns) {
      elements, initializedCount in
      for first in stride(from: 0, to: count, by: network.graph.batchCapacity) {
        let pass = network.graph.pass(
          rowCount: min(network.graph.batchCapacity, count - first), mode: .evaluation)
        fill(first, pass)
        network.graph.forward(nodes, in: pass)
        let result = pass.value(target)
        for row in 0..<result.rows {
          let offset = (first + row) * result.columns
          for column in 0..<result.columns {
            elements.initializeElement(at: offset + column, to: result[row, column])
          }
        }
      }
      initializedCount = count * target.columns
    }
    return VectorBlock(count: count, dimension: target.columns, elements: elements)
  }
}
