import RDCore

package struct ImageAutoencoderNetwork: CodeNetwork {
  package let graph: Graph<Float>

  /// The images, shape `[batch, height * width * channels]`, from 0 to 1: input and target.
  package let input: Value

  /// Means, then log-variances of the latents, shape `[batch, 2 d]`, of a variational autoencoder.
  package let statistics: Value?

  /// Their latents, shape `[batch, d]`.
  package let latents: Value

  /// The maps that go past the latents to the decoder.
  package let skips: [Value]

  /// What the latents are decoded to, in the shape of the images.
  package let reconstruction: Value

  /// The nodes from the input to the latents.
  package let encoder: Range<Int>

  /// The nodes from the latents to the reconstruction.
  package let decoder: Range<Int>

  /// What each image's reconstruction is measured by.
  package let loss: LossTerm

  /// The divergence of each image's latents in nats, of a variational autoencoder.
  package let divergence: LossTerm?

  /// What each image's latents cost before their weight, where there is a penalty.
  package let penalty: LossTerm?

  private let lossName: String

  /// The log-variance of all latents at first: the noise is small until the network has learnt which latents can bear more.
  private static let firstLogVariance = -2.0

  /// Records an autoencoder whose weights and streams follow from `seed`.
  package init(
    _ architecture: ImageAutoencoderArchitecture, batchCapacity: Int, shardCount: Int,
    seed: SeedPath
  ) {
    var recorder = ImageAutoencoderRecorder<Float>(
      architecture, batchCapacity: batchCapacity, seed: seed)
    input = recorder.builder.data(columns: architecture.image.elementCount)
    let images = FeatureMap(input, shape: architecture.image)
    // The encoder sees numbers from -1 to 1.
    var map = FeatureMap(
      recorder.builder.scaleAndShift(input, scale: 2, shift: -1), shape: architecture.image)
    map = recorder.record(architecture.encoderLayers, on: map)
    if let weight = architecture.divergenceWeight {
      let statistics = recorder.builder.pixelStatistics(
        map, logVarianceOffset: Self.firstLogVariance)
      let sampled = recorder.builder.latentSampling(
        statistics, divergenceWeight: weight, seed: seed["noise", "latent"])
      self.statistics = statistics
      latents = sampled.latents
      divergence = sampled.divergence
    } else {
      statistics = nil
      latents = map.value
      divergence = nil
    }
    let penalised =
      architecture.penalty == nil ? nil : recorder.builder.fork(latents, count: 2)[1]
    encoder = 0..<recorder.builder.nodeCount

    map = recorder.record(
      architecture.decoderLayers, on: FeatureMap(latents, shape: architecture.latentShape))
    let lastLayerEnd = recorder.builder.nodeCount
    (lossName, loss, reconstruction) = recorder.builder.record(
      architecture.objective, of: map, target: images)
    // A cross-entropy is computed of logits, and gives the reconstruction along with it.
    let isLossOfLogits = architecture.objective == .binaryCrossEntropy
    decoder =
      encoder.upperBound..<(isLossOfLogits ? recorder.builder.nodeCount : lastLayerEnd)
    penalty = penalised.flatMap { latents in
      architecture.penalty.map { recorder.builder.record($0, of: latents) }
    }
    skips = recorder.skips.map(\.value)
    graph = Graph(recorder.builder, shardCount: shardCount)
    if architecture.outputActivation == .linear, let biases = graph.parameters.last {
      // The first reconstructions are grey, not black: small steps would take epochs to get there.
      let row = graph.pass(rowCount: 1, mode: .evaluation).value(biases)
      for channel in 0..<row.columns { row[0, channel] = 0.5 }
    }
  }

  package var code: [Value] { [latents] + skips }

  package var reportedTerms: [(name: String, term: LossTerm)] {
    [(lossName, loss)] + (divergence.map { [("divergence_nats", $0)] } ?? [])
      + (penalty.map { [("penalty", $0)] } ?? [])
  }
}

extension GraphBuilder {
  /// Records what a reconstruction is measured by, its weight included.
  fileprivate mutating func record(
    _ objective: ImageAutoencoderArchitecture.Objective, of map: FeatureMap, target: FeatureMap
  ) -> (name: String, term: LossTerm, reconstruction: Value) {
    let value = map.value
    switch objective {
    case .squaredError:
      return ("squared_error", squaredError(value, target: target.value, weight: 0.5), value)
    case .structuralSimilarity:
      return ("ssim_loss", structuralSimilarityLoss(map, target: target, weight: 100), value)
    case .multiscaleStructuralSimilarity:
      return (
        "ms_ssim_loss", multiscaleStructuralSimilarityLoss(map, target: target, weight: 100), value
      )
    case .absoluteError:
      return ("absolute_error", absoluteError(value, target: target.value, weight: 1), value)
    case .binaryCrossEntropy:
      let entropy = binaryCrossEntropy(ofLogits: value, target: target.value, weight: 1)
      return ("cross_entropy_nats", entropy.term, entropy.probabilities)
    }
  }

  /// Records what latents cost, its weight included.
  fileprivate mutating func record(_ penalty: LatentPenalty, of latents: Value) -> LossTerm {
    switch penalty {
    case .absolute(let weight): absoluteSum(latents, weight: weight)
    case .sparsity(let target, let weight): sparsity(latents, target: target, weight: weight)
    }
  }
}
