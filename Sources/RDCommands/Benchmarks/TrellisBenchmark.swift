import RDCore
import RDScalarQuantisation
import RDSources
import RDTrellisQuantisation

/// Trellis-coded quantisation of a million normal samples at two bits, by a small trellis and a large one.
package struct TrellisBenchmark: Benchmark {
  package let summary = "trellis-coded quantisation of a million samples with 8 and 256 states"

  package func measure(repetitions: Int) throws -> [BenchmarkMeasurement] {
    let source = Gaussian(mean: -0.71, standardDeviation: 2.385)
    var stream = RandomStream(seed: SeedPath(root: 1)["benchmark", "trellis"])
    let samples = (0..<1_000_000).map { _ in source.sample(using: &stream) }
    return try ["8", "256"].flatMap { states in
      let quantiser = TrellisQuantiser(
        code: try TrellisCodeCatalogue.all.entry(named: states),
        levels: try LloydMax(levelCount: 8).design(for: source).product.levels)
      var symbols: [Int32] = []
      let encoding = (0..<repetitions).map { _ in
        milliseconds { symbols = quantiser.symbols(of: samples) }
      }
      let decoding = (0..<repetitions).map { _ in
        milliseconds { _ = quantiser.reconstruction(of: symbols) }
      }
      return [("encode", encoding), ("decode", decoding)].map { name, times in
        BenchmarkMeasurement(
          benchmark: "trellis", caseName: "\(name), \(states) states", unit: "million samples",
          milliseconds: times, operationCount: nil, productRates: [])
      }
    }
  }
}
