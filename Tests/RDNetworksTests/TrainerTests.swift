import AllocationCounter
import RDCore
import RDNetworks
import Testing

@Suite("Training an autoencoder")
struct TrainerTests {
  private let seed = SeedPath(root: 5)["repetition", 3]

  @Test("the same seed gives the same bits, on any thread")
  func determinism() async throws {
    let vectors = sampleVectors(count: 333, dimension: 10)
    let seed = seed
    let train: @Sendable () throws -> ([TermSums?], [UInt8]) = {
      let trainer = try Autoencoder.training(
        try liveliestArchitecture(), on: vectors, seed: seed
      ).trainer
      return (try (0..<5).map { _ in try trainer.trainEpoch() }, trainer.checkpoint())
    }
    let alone = try train()
    async let first = train()
    async let second = train()
    let (left, right) = try await (first, second)
    #expect(left.0 == alone.0 && right.0 == alone.0)
    #expect(left.1 == alone.1 && right.1 == alone.1)
  }

  @Test("another seed gives another network")
  func seeds() throws {
    let vectors = sampleVectors(count: 64, dimension: 10)
    let losses = try [seed, SeedPath(root: 6)].map {
      try Autoencoder.training(try liveliestArchitecture(), on: vectors, seed: $0).trainer
        .trainEpoch()
    }
    #expect(losses[0]?.terms != losses[1]?.terms)
  }

  @Test("an epoch's loss is the mean over all vectors, a smaller last batch included")
  func epochLoss() throws {
    let vectors = sampleVectors(count: 37, dimension: 6)
    let architecture = try AutoencoderArchitecture(
      inputDimension: 6, latentDimension: 2, hiddenWidths: [7])
    // A step so small that the network stays as it is, so the epoch's loss is the loss of the first weights.
    let (model, trainer) = try Autoencoder.training(
      architecture, on: vectors, options: TrainingOptions(batchSize: 16, learningRate: 1e-12),
      seed: seed)
    let before = model.evaluate(vectors)
    let loss = try #require(try trainer.trainEpoch())
    #expect(trainer.epoch == 1 && loss.rowCount == 37)
    #expect(loss.terms.count == 1 && before.latentDivergence == nil)
    #expect(abs(loss.means[0] / 6 / before.meanSquaredError - 1) < 1e-6)
    // Six components, in another order of operations.
    #expect(abs(loss.meanObjective / (loss.means[0] / 6) - 1) < 1e-14)
  }

  @Test("evaluation is what encoding and decoding give")
  func evaluation() throws {
    let vectors = sampleVectors(count: 41, dimension: 10)
    let (model, trainer) = try Autoencoder.training(
      try liveliestArchitecture(), on: vectors, seed: seed)
    _ = try trainer.trainEpoch()
    let latents = model.encode(vectors)
    #expect(latents.count == 41 && latents.dimension == 4)
    let decoded = model.decode(latents)
    #expect(decoded.count == 41 && decoded.dimension == 10)
    let evaluation = model.evaluate(vectors)
    #expect(evaluation.squaredErrors.count == 41)
    for vector in 0..<41 {
      let error = (0..<10).reduce(0.0) {
        let difference = Double(
          vectors.elements[10 * vector + $1] - decoded.elements[10 * vector + $1])
        return $0 + difference * difference
      }
      // Ten single-precision squares summed in another order.
      #expect(abs(evaluation.squaredErrors[vector] / error - 1) < 2e-6)
    }
    #expect(evaluation == model.evaluate(vectors))
    #expect(try #require(evaluation.latentDivergence).nats > 0)
  }

  @Test("learns: the loss of a training falls and a wide code beats a narrow one")
  func learning() throws {
    let vectors = sampleVectors(count: 2000, dimension: 12)
    let errors = try [3, 9].map { latents in
      let architecture = try AutoencoderArchitecture(
        inputDimension: 12, latentDimension: latents, hiddenWidths: [32])
      let (model, trainer) = try Autoencoder.training(architecture, on: vectors, seed: seed)
      let first = try #require(try trainer.trainEpoch()).means[0] / 12
      for _ in 0..<40 { _ = try trainer.trainEpoch() }
      let error = model.evaluate(vectors).meanSquaredError
      #expect(error < 0.8 * first)
      return error
    }
    #expect(errors[1] < 0.6 * errors[0])
  }

  @Test(
    "a training step allocates nothing",
    .enabled(if: allocation_counting_works(), "allocations can be counted with glibc only"))
  func allocations() throws {
    let vectors = sampleVectors(count: 600, dimension: 100)
    let more = sampleVectors(count: 1800, dimension: 100)
    // OpenBLAS has several kernels, chosen by shape, and some of them take memory.
    for (architecture, batchSize) in [
      (try liveliestArchitecture(inputDimension: 100), 32),
      (try AutoencoderArchitecture(inputDimension: 100, latentDimension: 30), 32),
      (try AutoencoderArchitecture(inputDimension: 100, latentDimension: 10), 256),
      (try AutoencoderArchitecture(inputDimension: 100, latentDimension: 2, hiddenWidths: []), 7),
      (
        try AutoencoderArchitecture(
          inputDimension: 100, latentDimension: 50, hiddenWidths: [400, 200]), 64
      ),
    ] {
      // An epoch allocates what it returns, however many steps it has.
      let counts = try [vectors, more].map { vectors in
        let trainer = try Autoencoder.training(
          architecture, on: vectors, options: TrainingOptions(batchSize: batchSize), seed: seed
        ).trainer
        // OpenBLAS takes its buffers at the first product of a thread.
        _ = try trainer.trainEpoch()
        let before = allocation_count()
        _ = try trainer.trainEpoch()
        return allocation_count() - before
      }
      #expect(counts[0] == counts[1] && counts[0] < 8)
    }
    // The counter counts.
    let before = allocation_count()
    let array = [Float](repeating: 1, count: vectors.count)
    #expect(array.last == 1 && allocation_count() > before)
  }

  @Test("a learning rate beyond all reason is reported as divergence")
  func divergence() throws {
    let trainer = try Autoencoder.training(
      try AutoencoderArchitecture(inputDimension: 4, latentDimension: 2, activation: .linear),
      on: sampleVectors(count: 64, dimension: 4),
      options: TrainingOptions(batchSize: 8, learningRate: 1e30), seed: seed
    ).trainer
    #expect(throws: TrainingError.diverged(epoch: 1)) { try trainer.trainEpoch() }
  }

  @Test("vectors and options that cannot be trained with are refused")
  func refusals() throws {
    let architecture = try AutoencoderArchitecture(inputDimension: 4, latentDimension: 2)
    func expect(
      _ error: TrainingError, _ vectors: VectorBlock, _ options: TrainingOptions = .init()
    ) {
      #expect(throws: error) {
        try Autoencoder.training(architecture, on: vectors, options: options, seed: seed)
      }
      #expect(error.description.hasSuffix("."))
    }
    let good = sampleVectors(count: 3, dimension: 4)
    expect(.noVectors, VectorBlock(count: 0, dimension: 4))
    expect(.dimensionMismatch(expected: 4, found: 5), sampleVectors(count: 3, dimension: 5))
    expect(.badBatchSize(0), good, TrainingOptions(batchSize: 0))
    expect(.badLearningRate(-0.1), good, TrainingOptions(learningRate: -0.1))
    expect(.badLearningRate(.infinity), good, TrainingOptions(learningRate: .infinity))
    var bad = good
    bad.elements[6] = .infinity
    expect(.nonFiniteData(vector: 1, component: 2), bad)
  }
}
