import Foundation
import RDCore
import RDNetworks

/// A training step of a convolutional variational autoencoder of 32x32 colour images: 3-64-128-256 filters of 5x5 pixels that halve the
/// sides, 512 latents, and the mirror of it, on batches of 64.
package struct ImageTrainingBenchmark: Benchmark {
  package let summary = "a training step on images, on one thread and on all"

  /// Images in a batch.
  private let batchSize = 64

  /// Steps in a run.
  private let stepCount = 2

  package func measure(repetitions: Int) throws -> [BenchmarkMeasurement] {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let threadCounts = cores > 1 ? [1, cores] : [1]
    let seed = SeedPath(root: 1)
    // Few shards, so that the large dense layers have many rows in each: their weights are read once per shard.
    let architecture = try ImageAutoencoderArchitecture(
      image: ImageShape(height: 32, width: 32, channels: 3), widths: [64, 128, 256],
      bottleneck: .dense, latentDimension: 512, divergenceWeight: 1)
    let network = ImageAutoencoderNetwork(
      architecture, batchCapacity: batchSize / 4, shardCount: 4, seed: seed)
    let trainer = try Trainer(
      network, architecture: "benchmark",
      options: TrainingOptions(batchSize: batchSize, learningRate: 2e-4), rows: rows(seed: seed),
      seed: seed)
    var ceilings = threadCounts.map { MatrixProductRate(threadCount: $0) }
    let measured = try timesInTurns(repetitions: repetitions, cases: threadCounts.count) { index in
      trainer.jobs = threadCounts[index]
      return ceilings[index].measure()
    } work: { _ in
      _ = try trainer.trainEpoch()
    }
    return zip(threadCounts, measured).map { threads, measured in
      BenchmarkMeasurement(
        benchmark: "images", caseName: threads == 1 ? "1 thread" : "\(threads) threads",
        unit: "step", milliseconds: measured.milliseconds.map { $0 / Double(stepCount) },
        operationCount: Double(batchSize * architecture.trainingOperationsPerImage),
        productRates: measured.productRates)
    }
  }

  /// Noise: the speed does not depend on the images.
  private func rows(seed: SeedPath) throws -> VectorRows {
    var stream = RandomStream(seed: seed["benchmark", "images"])
    let count = stepCount * batchSize
    return try VectorRows(
      VectorBlock(
        count: count, dimension: 3072,
        elements: (0..<count * 3072).map { _ in Float(stream.nextUniform()) }))
  }
}
