import Foundation
import RDCore
import RDNetworks
import RDNumerics

/// t-SNE of 5,000 points of 50 dimensions in ten clusters, from the search of neighbours to the divergence, on one thread and on all.
package struct EmbeddingBenchmark: Benchmark {
  package let summary = "t-SNE of 5,000 points, on one thread and on all"

  package func measure(repetitions: Int) throws -> [BenchmarkMeasurement] {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let seed = SeedPath(root: 1)["benchmark", "embedding"]
    let points = clusters(seed: seed)
    return try (cores > 1 ? [1, cores] : [1]).map { threads in
      // Runs take a second each, so a few suffice.
      try BenchmarkMeasurement(
        "embedding", threads == 1 ? "1 thread" : "\(threads) threads", unit: "embedding",
        repetitions: min(repetitions, 5)
      ) { _ = try TSNE(seed: seed).embed(points, jobs: threads) }
    }
  }

  private func clusters(seed: SeedPath) -> VectorBlock {
    var random = RandomStream(seed: seed)
    let (count, dimension) = (5000, 50)
    let centres = (0..<10 * dimension).map { _ in
      2 * StandardNormal.quantile(random.nextUniform())
    }
    let elements = (0..<count * dimension).map { index in
      let centre = centres[(index / dimension % 10) * dimension + index % dimension]
      return Float(centre + StandardNormal.quantile(random.nextUniform()))
    }
    return VectorBlock(count: count, dimension: dimension, elements: elements)
  }
}
