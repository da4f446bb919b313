package import RDCore

/// A convolutional autoencoder as a recorded graph.
package struct ImageAutoencoderNetwork: TrainableNetwork {
  /// The recorded nodes and all memory.
  package let graph: Graph<Float>

  /// The images, shape `[batch, height * width * channels]`, from 0 to 1: input and target.
  package let input: Value

  /// Means, then log-variances of the latents, shape `[batch, 2 d]`, of a variational autoencoder.
  package let statistics: Value?

  /// Their latents, shape `[batch, d]`.
  package let latents: Value

  /// What the latents are decoded to, in the shape of the images.
  package let reconstruction: Value

  /// The nodes from the input to the latents.
  package let encoder: Range<Int>

  /// The nodes from the latents to the reconstruction.
  package let decoder: Range<Int>

  /// The squared error of each image, or one minus its structural similarity.
  package let loss: LossTerm

  /// The divergence of each image's latents in nats, of a variational autoencoder.
  package let divergence: LossTerm?

  /// The name of ``loss`` in tables.
  private let lossName: String

  /// The log-variance of all latents at first: the noise is small until the network has learnt which latents can bear more.
  private static let firstLogVariance = -2.0

  /// Records an autoencoder whose weights and streams follow from `seed`.
  ///
  /// - Parameters:
  ///   - architecture: its shape.
  ///   - batchCapacity: the images of a shard.
  ///   - shardCount: the shards of a batch.
  ///   - seed: what the first weights and the noise follow from.
  package init(
    _ architecture: ImageAutoencoderArchitecture, batchCapacity: Int, shardCount: Int,
    seed: SeedPath
  ) {
    var builder = GraphBuilder<Float>(batchCapacity: batchCapacity)
    let d = architecture.latentDimension
    let kernel = architecture.kernel
    let activation = architecture.activation
    let isVariational = architecture.divergenceWeight != nil
    var layer = 0
    func nextSeed() -> SeedPath {
      layer += 1
      return seed["weights", layer]
    }

    input = builder.data(columns: architecture.image.elementCount)
    let images = FeatureMap(input, shape: architecture.image)
    // The encoder sees numbers from -1 to 1.
    var map = FeatureMap(
      builder.scaleAndShift(input, scale: 2, shift: -1), shape: architecture.image)
    for width in architecture.widths {
      map = builder.convolution(
        map, filters: width, kernel: kernel, stride: 2, activation: activation,
        seed: nextSeed())
    }
    let features = map.shape
    let numbers = isVariational ? 2 * d : d
    switch architecture.bottleneck {
    case .dense:
      let code = builder.dense(
        map.value, width: numbers, activation: .linear, seed: nextSeed(), fanOut: d)
      map = FeatureMap(code, shape: ImageShape(height: 1, width: 1, channels: numbers))
    case .convolution:
      let pixels = features.pixelCount / 4
      map = builder.convolution(
        map, filters: numbers / pixels, kernel: kernel, stride: 2, activation: .linear,
        seed: nextSeed())
    }
    let latentShape = ImageShape(
      height: map.shape.height, width: map.shape.width,
      channels: d / map.shape.pixelCount)
    if let weight = architecture.divergenceWeight {
      let statistics = builder.pixelStatistics(map, logVarianceOffset: Self.firstLogVariance)
      let sampled = builder.latentSampling(
        statistics, divergenceWeight: weight, seed: seed["noise", "latent"])
      self.statistics = statistics
      latents = sampled.latents
      divergence = sampled.divergence
    } else {
      statistics = nil
      latents = map.value
      divergence = nil
    }
    encoder = 0..<builder.nodeCount

    var widths = Array(architecture.widths.dropLast().reversed()) + [architecture.image.channels]
    switch architecture.bottleneck {
    case .dense:
      let expanded = builder.dense(
        latents, width: features.elementCount, activation: activation, seed: nextSeed())
      map = FeatureMap(expanded, shape: features)
    case .convolution:
      map = FeatureMap(latents, shape: latentShape)
      widths = [features.channels] + widths
    }
    for (index, width) in widths.enumerated() {
      let isLast = index == widths.count - 1
      map = builder.transposedConvolution(
        map, filters: width, kernel: kernel, stride: 2, activation: isLast ? .linear : activation,
        seed: nextSeed())
    }
    reconstruction = map.value
    decoder = encoder.upperBound..<builder.nodeCount
    switch architecture.objective {
    case .squaredError:
      lossName = "squared_error"
      loss = builder.squaredError(reconstruction, target: input, weight: 0.5)
    case .structuralSimilarity:
      lossName = "ssim_loss"
      loss = builder.structuralSimilarityLoss(map, target: images, weight: 100)
    }
    graph = Graph(builder, shardCount: shardCount)
    if let biases = graph.parameters.last {
      // The first reconstructions are grey, not black: small steps would take epochs to get there.
      let row = graph.pass(rowCount: 1, mode: .evaluation).value(biases)
      for channel in 0..<row.columns { row[0, channel] = 0.5 }
    }
  }

  package var reportedTerms: [(name: String, term: LossTerm)] {
    [(lossName, loss)] + (divergence.map { [("divergence_nats", $0)] } ?? [])
  }
}
