import RDCore
import RDNetworks
import RDSources

/// One epoch of the Gaussian experiment's network, 100-128-30-128-100, on 20,000 vectors.
package struct TrainingBenchmark: Benchmark {
  package let summary = "an epoch of the Gaussian experiment's autoencoder"

  package func measure(repetitions: Int) throws -> [BenchmarkMeasurement] {
    let architecture = try AutoencoderArchitecture(inputDimension: 100, latentDimension: 30)
    var stream = RandomStream(seed: SeedPath(root: 1)["benchmark", "training"])
    let source = IndependentVectors(component: Gaussian(), dimension: 100)
    let vectors = source.draw(count: 20_000, using: &stream)
    let batchSizes = [32, 256]
    let trainers = try batchSizes.map { size in
      try Autoencoder.training(
        architecture, on: vectors, options: TrainingOptions(batchSize: size),
        seed: SeedPath(root: 1)
      ).trainer
    }
    var ceiling = MatrixProductRate()
    let measured = try timesInTurns(repetitions: repetitions, cases: trainers.count) { _ in
      ceiling.measure()
    } work: { index in
      _ = try trainers[index].trainEpoch()
    }
    return zip(batchSizes, measured).map { size, measured in
      BenchmarkMeasurement(
        benchmark: "training", caseName: "batch \(size)", unit: "epoch",
        milliseconds: measured.milliseconds,
        operationCount: operationCount(widths: [100, 128, 30, 128, 100], vectors: vectors.count),
        productRates: measured.productRates)
    }
  }

  /// The multiplications and additions of an epoch's matrix products.
  ///
  /// Counted are the forward pass, the gradients of the weights, and the gradients of the inputs of all layers but the
  /// first; other work is not.
  private func operationCount(widths: [Int], vectors: Int) -> Double {
    let products = zip(widths, widths.dropFirst()).map { $0 * $1 }
    return Double(2 * vectors * (3 * products.reduce(0, +) - products[0]))
  }
}
