import RDCore

/// A learned code of blocks as a recorded graph, whose objective is the rate of a block in bits plus its weighted squared error.
///
/// > Source: [balle2017], section 3, with transforms for blocks without structure.
package struct BlockCodeNetwork<Scalar: EngineScalar> {
  package let graph: Graph<Scalar>

  /// The architecture.
  package let architecture: BlockCodeArchitecture

  /// The blocks, shape `[batch, n]`: input and target.
  package let input: Value

  /// The latents before rounding, shape `[batch, n]`.
  package let latents: Value

  /// The coded latents, shape `[batch, n]`: the input of the decoder.
  package let codedLatents: Value

  /// The reconstructions, shape `[batch, n]`.
  package let reconstruction: Value

  /// The nodes from the input to the latents before rounding.
  package let encoder: Range<Int>

  /// The nodes from the coded latents to the reconstruction.
  package let decoder: Range<Int>

  /// The distributions of the latents.
  package let entropyModel: FactorisedEntropyModel

  package let rate: LossTerm
  package let squaredError: LossTerm

  /// Records the network.
  ///
  /// - `architecture`: its layers and its objective.
  package init(_ architecture: BlockCodeArchitecture, batchCapacity: Int, seed: SeedPath) {
    var builder = GraphBuilder<Scalar>(batchCapacity: batchCapacity)
    let n = architecture.blockLength
    var layer = 0
    func dense(_ input: Value, _ width: Int, _ activation: Activation) -> Value {
      layer += 1
      return builder.dense(
        input, width: width, activation: activation, seed: seed["weights", layer])
    }

    input = builder.data(columns: n)
    var value = input
    for width in architecture.hiddenWidths { value = dense(value, width, architecture.activation) }
    latents = dense(value, n, .linear)
    encoder = 0..<builder.nodeCount
    let quantised = builder.quantisationSurrogate(
      latents, kind: architecture.surrogate, seed: seed["noise", "latent"])
    let coded = builder.factorisedRate(quantised)
    codedLatents = coded.latents
    entropyModel = coded.model
    rate = coded.rate
    let decoderStart = builder.nodeCount
    value = codedLatents
    for width in architecture.hiddenWidths.reversed() {
      value = dense(value, width, architecture.activation)
    }
    reconstruction = dense(value, n, .linear)
    decoder = decoderStart..<builder.nodeCount
    squaredError = builder.squaredError(
      reconstruction, target: input, weight: architecture.distortionWeight)
    self.architecture = architecture
    graph = Graph(builder)
  }
}

extension BlockCodeNetwork: TrainableNetwork where Scalar == Float {
  package var reportedTerms: [(name: String, term: LossTerm)] {
    [("rate_bits", rate), ("squared_error", squaredError)]
  }
}
