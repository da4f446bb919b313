public import RDCore

/// Trains an autoencoder by Adam on shuffled batches.
///
/// The same architecture, options, vectors and seed give the same bits, whatever runs beside it. A trainer belongs to one
/// thread at a time; many may run at once. A training step allocates nothing.
public final class AutoencoderTrainer {
  /// The network in its present state.
  public let model: Autoencoder

  /// How it is trained.
  public let options: TrainingOptions

  /// Epochs trained.
  public internal(set) var epoch = 0

  let training: VectorBlock
  let seed: SeedPath
  var optimiser: Adam
  var shuffling: RandomStream
  private var order: [Int32]

  /// A network at its start.
  ///
  /// - Parameters:
  ///   - architecture: the network.
  ///   - options: how it is trained.
  ///   - training: vectors of `inputDimension` finite components.
  ///   - seed: what first weights, order of the vectors, dropout and sampling follow from.
  /// - Throws: ``TrainingError`` for vectors or options that cannot be trained with.
  public init(
    _ architecture: AutoencoderArchitecture, options: TrainingOptions = TrainingOptions(),
    training: VectorBlock, seed: SeedPath
  ) throws(TrainingError) {
    guard options.batchSize >= 1 else { throw .badBatchSize(options.batchSize) }
    guard options.learningRate > 0, options.learningRate.isFinite else {
      throw .badLearningRate(options.learningRate)
    }
    guard training.dimension == architecture.inputDimension else {
      throw .dimensionMismatch(expected: architecture.inputDimension, found: training.dimension)
    }
    guard training.count > 0 else { throw .noVectors }
    if let index = training.elements.firstIndex(where: { !$0.isFinite }) {
      let (vector, component) = index.quotientAndRemainder(dividingBy: training.dimension)
      throw .nonFiniteData(vector: vector, component: component)
    }
    self.options = options
    self.training = training
    self.seed = seed
    optimiser = Adam(learningRate: options.learningRate)
    shuffling = RandomStream(seed: seed["shuffle", "training"])
    order = [Int32](repeating: 0, count: training.count)
    // No batch is larger than the training set.
    model = Autoencoder(
      architecture, batchCapacity: min(options.batchSize, training.count), seed: seed)
  }

  /// Trains on every vector once, in a new random order; the last batch may be smaller.
  ///
  /// - Throws: ``TrainingError/diverged(epoch:)`` once the loss is not finite; the network is of no use then.
  public func trainEpoch() throws(TrainingError) -> EpochLoss {
    epoch += 1
    let network = model.network
    let graph = network.graph
    var squaredError = 0.0
    var divergence = 0.0
    order.withUnsafeMutableBufferPointer { order in
      for index in order.indices { order[index] = Int32(index) }
      shuffling.shuffle(order)
      training.elements.withUnsafeBufferPointer { elements in
        for first in stride(from: 0, to: order.count, by: graph.batchCapacity) {
          let pass = graph.pass(
            rowCount: min(graph.batchCapacity, order.count - first), mode: .training)
          let batch = pass.value(network.input)
          for row in 0..<batch.rows {
            batch.setRow(row, from: elements, at: Int(order[first + row]) * batch.columns)
          }
          graph.forward(in: pass)
          graph.backward(in: pass)
          optimiser.update(graph.trained)
          squaredError += graph.sum(of: network.squaredError, in: pass)
          if let term = network.divergence { divergence += graph.sum(of: term, in: pass) }
        }
      }
    }
    return try loss(squaredError: squaredError, divergence: divergence)
  }

  /// Turns sums over the epoch into means.
  private func loss(squaredError: Double, divergence: Double) throws(TrainingError) -> EpochLoss {
    let network = model.network
    let count = Double(training.count)
    let meanSquaredError = squaredError / (count * Double(training.dimension))
    let meanDivergence = divergence / count
    let objective = meanSquaredError + (network.divergence?.weight ?? 0) * meanDivergence
    guard objective.isFinite else { throw .diverged(epoch: epoch) }
    return EpochLoss(
      epoch: epoch, meanSquaredError: meanSquaredError,
      latentDivergence: network.divergence.map { _ in .nats(meanDivergence) },
      objective: objective)
  }
}
