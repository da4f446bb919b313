import RDCore

/// The catalogue of benchmarks.
package enum BenchmarkCatalogue {
  package static let all = Catalogue<any Benchmark>(
    kind: "benchmark",
    [
      "training": TrainingBenchmark(),
      "images": ImageTrainingBenchmark(),
      "embedding": EmbeddingBenchmark(),
      "quantisers": QuantiserBenchmark(),
      "coders": CoderBenchmark(),
      "trellis": TrellisBenchmark(),
      "polar": PolarBenchmark(),
      "lattices": LatticeBenchmark(),
    ])
}

extension Catalogue<any Benchmark> {
  /// The names with what they measure, a line each.
  package var listing: String {
    zip(names, entries).map { "  \($0): \($1.summary)" }.joined(separator: "\n")
  }
}
