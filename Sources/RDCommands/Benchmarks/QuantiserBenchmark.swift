import RDCore
import RDScalarQuantisation
import RDSources

/// The design of Lloyd–Max quantisers for a normal source, from a few levels to as many as 16 bits can name, and of an
/// entropy-constrained one.
package struct QuantiserBenchmark: Benchmark {
  package let summary =
    "the design of Lloyd–Max quantisers with 8 to 65,536 levels, and of an entropy-constrained one"

  package func measure(repetitions: Int) throws -> [BenchmarkMeasurement] {
    // Not the unit source, to exclude shortcuts of special values.
    let source = Gaussian(mean: -0.71, standardDeviation: 2.385)
    let lloydMax = try [8, 64, 256, 4096, 65_536].map { levelCount in
      let designer = LloydMax(levelCount: levelCount)
      let times = try (0..<repetitions).map { _ in
        try milliseconds { _ = try designer.design(for: source) }
      }
      return BenchmarkMeasurement(
        benchmark: "quantisers", caseName: "lloyd-max, \(levelCount) levels", unit: "design",
        milliseconds: times, operationCount: nil, productRates: [])
    }
    let times = try (0..<repetitions).map { _ in
      try milliseconds {
        _ = try EntropyConstrained().design(
          for: source, rate: .bits(3), seed: SeedPath(root: 2026))
      }
    }
    return lloydMax + [
      BenchmarkMeasurement(
        benchmark: "quantisers", caseName: "ecsq, 3 bits", unit: "design", milliseconds: times,
        operationCount: nil, productRates: [])
    ]
  }
}
