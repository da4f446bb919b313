import RDCore
import RDSources
import RDVectorQuantisation

/// The quantisation of a normal source by each lattice, to symbols, at 2 bits per sample.
package struct LatticeBenchmark: Benchmark {
  package let summary = "the nearest points of Z, A2, D4, E8 and the Leech lattice"

  package func measure(repetitions: Int) throws -> [BenchmarkMeasurement] {
    let source = Gaussian(mean: -0.71, standardDeviation: 2.385)
    var stream = RandomStream(seed: SeedPath(root: 1)["benchmark", "lattices"])
    // An integer number of blocks of each.
    let samples = (0..<960_000).map { _ in source.sample(using: &stream) }
    return try zip(LatticeCatalogue.all.names, LatticeCatalogue.all.entries).map { name, lattice in
      let quantiser = try LatticeCatalogue.designer(for: lattice).design(
        for: source, rate: .bits(2), seed: SeedPath(root: 1)
      ).product.quantiser
      let times = (0..<repetitions).map { _ in
        milliseconds { _ = quantiser.symbols(of: samples) }
      }
      return BenchmarkMeasurement(
        benchmark: "lattices", caseName: name, unit: "960,000 samples", milliseconds: times,
        operationCount: nil, productRates: [])
    }
  }
}
