import RDCore
import RDSources
import RDVectorQuantisation

/// The quantisation of a normal source by each lattice, to symbols, at 2 bits per sample.
package struct LatticeBenchmark: Benchmark {
  package let summary = "the nearest points of Z, A2, D4, E8 and the Leech lattice"

  package func measure(repetitions: Int) throws -> [BenchmarkMeasurement] {
    // An integer number of blocks of each.
    let samples = benchmarkSamples(960_000, of: "lattices")
    return try zip(LatticeCatalogue.all.names, LatticeCatalogue.all.entries).map { name, lattice in
      let quantiser = try LatticeCatalogue.designer(for: lattice).design(
        for: benchmarkSource, rate: .bits(2), seed: SeedPath(root: 1)
      ).product.quantiser
      return BenchmarkMeasurement(
        "lattices", name, unit: "960,000 samples", repetitions: repetitions
      ) { _ = quantiser.symbols(of: samples) }
    }
  }
}
