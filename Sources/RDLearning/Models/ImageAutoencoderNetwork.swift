package import RDCore

/// A variational autoencoder of images: convolutions that halve the sides, a dense layer to the latents, and the mirror of both.
///
/// The objective of an image is half its squared error plus the weighted divergence of its latents in nats. The last layer is linear.
package struct ImageAutoencoderNetwork: TrainableNetwork {
  /// The recorded nodes and all memory.
  package let graph: Graph<Float>

  /// The images, shape `[batch, height * width * channels]`: input and target.
  package let input: Value

  /// What the latents are decoded to.
  package let reconstruction: Value

  /// The loss terms by their names in `history.csv`.
  package let reportedTerms: [(name: String, term: LossTerm)]

  /// Multiplications and additions of the matrix products of a training step, for each image: forwards, for the gradients of the weights,
  /// and for those of all inputs but the images.
  package let operationsPerImage: Int

  /// Records the network.
  ///
  /// - Parameters:
  ///   - shape: of the images; both sides are multiples of `2^filters.count`.
  ///   - filters: the channels after each convolution.
  ///   - kernel: pixels along a side of their windows.
  ///   - latentCount: numbers of the code.
  ///   - divergenceWeight: what a nat of divergence counts for in the objective.
  ///   - shardCount: shards of a batch.
  ///   - shardCapacity: the most images of a shard.
  ///   - seed: what weights and streams follow from.
  package init(
    shape: ImageShape, filters: [Int], kernel: Int = 5, latentCount: Int,
    divergenceWeight: Double = 1, shardCount: Int, shardCapacity: Int, seed: SeedPath
  ) {
    let reduction = 1 << filters.count
    precondition(shape.height.isMultiple(of: reduction) && shape.width.isMultiple(of: reduction))
    var builder = GraphBuilder<Float>(batchCapacity: shardCapacity)
    var operations = 0
    let input = builder.data(columns: shape.elementCount)

    var map = FeatureMap(input, shape: shape)
    for (layer, count) in filters.enumerated() {
      let patchSize = kernel * kernel * map.shape.channels
      map = builder.convolution(
        map, filters: count, kernel: kernel, stride: 2, activation: .relu, initialisation: .he,
        seed: seed["encoder", layer])
      operations += (layer == 0 ? 2 : 3) * 2 * map.shape.elementCount * patchSize
    }

    let width = map.shape.elementCount
    let statistics = builder.dense(
      map.value, width: 2 * latentCount, activation: .linear, seed: seed["statistics", 0])
    let (latents, divergence) = builder.latentSampling(
      statistics, divergenceWeight: divergenceWeight, seed: seed["noise", 0])
    let widened = builder.dense(
      latents, width: width, activation: .relu, seed: seed["widening", 0])
    operations += 3 * 2 * 3 * latentCount * width

    map = FeatureMap(widened, shape: map.shape)
    for (layer, count) in ([shape.channels] + filters.dropLast()).enumerated().reversed() {
      operations += 3 * 2 * map.shape.elementCount * kernel * kernel * count
      map = builder.transposedConvolution(
        map, filters: count, kernel: kernel, stride: 2, activation: layer == 0 ? .linear : .relu,
        initialisation: .he, seed: seed["decoder", layer])
    }
    let squaredError = builder.squaredError(map.value, target: input, weight: 0.5)

    graph = Graph(builder, shardCount: shardCount)
    self.input = input
    reconstruction = map.value
    reportedTerms = [("squared_error", squaredError), ("latent_divergence_nats", divergence)]
    operationsPerImage = operations
  }
}
