import RDCore
import RDScalarQuantisation
import RDSources

/// The design of Lloyd–Max quantisers for a normal source, from a few levels to as many as 16 bits can name, and of an
/// entropy-constrained one.
package struct QuantiserBenchmark: Benchmark {
  package let summary =
    "the design of Lloyd–Max quantisers with 8 to 65,536 levels, and of an entropy-constrained one"

  package func measure(repetitions: Int) throws -> [BenchmarkMeasurement] {
    let lloydMax = try [8, 64, 256, 4096, 65_536].map { levelCount in
      let designer = LloydMax(levelCount: levelCount)
      return try BenchmarkMeasurement(
        "quantisers", "lloyd-max, \(levelCount) levels", unit: "design", repetitions: repetitions
      ) { _ = try designer.design(for: benchmarkSource) }
    }
    return lloydMax + [
      try BenchmarkMeasurement(
        "quantisers", "ecsq, 3 bits", unit: "design", repetitions: repetitions
      ) {
        _ = try EntropyConstrained().design(
          for: benchmarkSource, rate: .bits(3), seed: SeedPath(root: 2026))
      }
    ]
  }
}
