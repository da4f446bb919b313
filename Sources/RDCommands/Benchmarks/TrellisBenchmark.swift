import RDCore
import RDScalarQuantisation
import RDSources
import RDTrellisQuantisation

/// Trellis-coded quantisation of a million normal samples at two bits, by a small trellis and a large one.
package struct TrellisBenchmark: Benchmark {
  package let summary = "trellis-coded quantisation of a million samples with 8 and 256 states"

  package func measure(repetitions: Int) throws -> [BenchmarkMeasurement] {
    let samples = benchmarkSamples(1_000_000, of: "trellis")
    return try ["8", "256"].flatMap { states in
      let quantiser = TrellisQuantiser(
        code: try TrellisCodeCatalogue.all.entry(named: states),
        levels: try LloydMax(levelCount: 8).design(for: benchmarkSource).product.levels)
      var symbols: [Int32] = []
      func measured(_ task: String, _ work: () -> Void) -> BenchmarkMeasurement {
        BenchmarkMeasurement(
          "trellis", "\(task), \(states) states", unit: "million samples", repetitions: repetitions,
          work)
      }
      return [
        measured("encode") { symbols = quantiser.symbols(of: samples) },
        measured("decode") { _ = quantiser.reconstruction(of: symbols) },
      ]
    }
  }
}
