import RDCore

/// An autoencoder of vectors.
///
/// An instance is confined to one thread at a time; many may run concurrently.
public final class Autoencoder {
  /// Its shape.
  public let architecture: AutoencoderArchitecture

  let network: AutoencoderNetwork<Float>

  /// An autoencoder with initial weights from `seed`: Glorot uniform, biases zero.
  ///
  /// - Parameters:
  ///   - architecture: its shape.
  ///   - batchCapacity: the maximum number of vectors per batch, at least 1.
  ///   - seed: the seed of initial weights and all random streams.
  package init(_ architecture: AutoencoderArchitecture, batchCapacity: Int, seed: SeedPath) {
    self.architecture = architecture
    network = AutoencoderNetwork(architecture, batchCapacity: batchCapacity, seed: seed)
  }

  /// An autoencoder with initial weights, and a trainer of it on vectors.
  ///
  /// - `architecture`: its shape.
  /// - `training`: vectors of `inputDimension` finite components.
  /// - `options`: how it is trained.
  /// - `seed`: the seed of initial weights, order of the vectors, dropout and sampling.
  /// - Throws: `TrainingError` for vectors or options that cannot be trained with.
  package static func training(
    _ architecture: AutoencoderArchitecture, on training: VectorBlock,
    options: TrainingOptions = TrainingOptions(), seed: SeedPath
  ) throws(TrainingError) -> (model: Autoencoder, trainer: Trainer) {
    // Before memory is allocated according to them.
    try options.validate()
    let rows = try VectorRows(training)
    guard training.dimension == architecture.inputDimension else {
      throw .dimensionMismatch(expected: architecture.inputDimension, found: training.dimension)
    }
    // No batch is larger than the training set.
    let model = Autoencoder(
      architecture, batchCapacity: min(options.batchSize, training.count), seed: seed)
    let trainer = try Trainer(
      model.network, architecture: architecture.summary, options: options, rows: rows, seed: seed)
    return (model, trainer)
  }

  /// The codes of vectors, each of `latentDimension` components.
  ///
  /// A variational autoencoder gives the means.
  ///
  /// - Precondition: the vectors have `inputDimension` components.
  public func encode(_ vectors: VectorBlock) -> VectorBlock {
    network.graph.replay(
      network.encoder, over: vectors, from: [network.input], to: [network.latents])
  }

  /// The vectors of codes, each of `inputDimension` components.
  ///
  /// - Precondition: the codes have `latentDimension` components.
  public func decode(_ latents: VectorBlock) -> VectorBlock {
    network.graph.replay(
      network.decoder, over: latents, from: [network.latents], to: [network.reconstruction])
  }

  /// Evaluates the reconstruction of vectors, without dropout and sampling.
  ///
  /// - Precondition: the vectors have `inputDimension` components.
  public func evaluate(_ vectors: VectorBlock) -> AutoencoderEvaluation {
    var squaredErrors: [Double] = []
    squaredErrors.reserveCapacity(vectors.count)
    var divergenceNats = 0.0
    for first in stride(from: 0, to: vectors.count, by: network.graph.batchCapacity) {
      let pass = network.graph.pass(
        rowCount: min(network.graph.batchCapacity, vectors.count - first), mode: .evaluation)
      vectors.fill([network.input], of: pass, from: first)
      network.graph.forward(in: pass)
      let errors = pass.rows(of: network.squaredError)
      for row in 0..<pass.rowCount { squaredErrors.append(Double(errors[row])) }
      if let term = network.divergence { divergenceNats += network.graph.sum(of: term, in: pass) }
    }
    return AutoencoderEvaluation(
      dimension: vectors.dimension, squaredErrors: squaredErrors,
      latentDivergence: network.divergence.map { _ in
        .nats(divergenceNats / Double(max(1, vectors.count)))
      })
  }
}
