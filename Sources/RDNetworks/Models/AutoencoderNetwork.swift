import RDCore

/// An autoencoder as a recorded graph, for any number type.
package struct AutoencoderNetwork<Scalar: EngineScalar> {
  package let graph: Graph<Scalar>

  /// The vectors, shape `[batch, n]`: input and target.
  package let input: Value

  /// Their codes, shape `[batch, d]`.
  package let latents: Value

  /// The reconstructions, shape `[batch, n]`.
  package let reconstruction: Value

  /// The nodes from the input to the latents.
  package let encoder: Range<Int>

  /// The nodes from the latents to the reconstruction.
  package let decoder: Range<Int>

  package let squaredError: LossTerm

  /// The divergence of each vector in nats, for a variational autoencoder.
  package let divergence: LossTerm?

  /// Records an autoencoder whose weights and streams follow from `seed`.
  package init(
    _ architecture: AutoencoderArchitecture, batchCapacity: Int, shardCount: Int = 1, seed: SeedPath
  ) {
    var builder = GraphBuilder<Scalar>(batchCapacity: batchCapacity)
    let n = architecture.inputDimension
    var layer = 0

    func hidden(_ input: Value, _ width: Int) -> Value {
      layer += 1
      let output = builder.dense(
        input, width: width, activation: architecture.activation, seed: seed["weights", layer])
      return builder.dropout(output, rate: architecture.dropoutRate, seed: seed["dropout", layer])
    }

    input = builder.data(columns: n)
    var value = input
    for width in architecture.hiddenWidths { value = hidden(value, width) }
    if let weight = architecture.divergenceWeight {
      let d = architecture.latentDimension
      let statistics = builder.dense(
        value, width: 2 * d, activation: .linear, seed: seed["weights", "latent"],
        fanOut: d)
      let sampled = builder.latentSampling(
        statistics, divergenceWeight: 2 * weight / Double(n), seed: seed["noise", "latent"])
      latents = sampled.latents
      divergence = sampled.divergence
    } else {
      latents = builder.dense(
        value, width: architecture.latentDimension, activation: architecture.activation,
        seed: seed["weights", "latent"])
      divergence = nil
    }
    let encoderEnd = builder.nodeCount
    value = latents
    for width in architecture.hiddenWidths.reversed() { value = hidden(value, width) }
    reconstruction = builder.dense(
      value, width: n, activation: .linear, seed: seed["weights", "output"])
    encoder = 0..<encoderEnd
    decoder = encoderEnd..<builder.nodeCount
    squaredError = builder.squaredError(reconstruction, target: input, weight: 1 / Double(n))
    graph = Graph(builder, shardCount: shardCount)
  }
}

extension AutoencoderNetwork: TrainableNetwork, CodeNetwork where Scalar == Float {
  package var code: [Value] { [latents] }

  package var reportedTerms: [(name: String, term: LossTerm)] {
    [("squared_error", squaredError)] + (divergence.map { [("divergence_nats", $0)] } ?? [])
  }
}
