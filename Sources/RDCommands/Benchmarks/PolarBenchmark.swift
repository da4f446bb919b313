import RDCore
import RDPolarQuantisation
import RDSources
import RDStreams

/// Polar codes on a million normal samples at one bit, from samples to bytes and back, by successive cancellation and by a list.
///
/// On several cores the encoder works on several blocks at a time; the decoder has one thread.
package struct PolarBenchmark: Benchmark {
  package let summary =
    "polar codes on a million samples, to bytes and back, without a list and with one of 8"

  package func measure(repetitions: Int) throws -> [BenchmarkMeasurement] {
    let source = Gaussian(mean: -0.71, standardDeviation: 2.385)
    var stream = RandomStream(seed: SeedPath(root: 1)["benchmark", "polar"])
    let samples = (0..<1_000_000).map { _ in source.sample(using: &stream) }
    return try [1, 8].flatMap { list in
      let rated = try PolarDesigner(exponent: 16, listSize: list).design(
        for: source, rate: .bits(1), seed: SeedPath(root: 1)
      ).product
      let codec = try EntropyCodedSequence(rated, lengths: .ideal)
      var bytes: [UInt8] = []
      let encoding = (0..<repetitions).map { _ in
        milliseconds { bytes = codec.encode(samples).bytes }
      }
      let decoding = try (0..<repetitions).map { _ in
        try milliseconds { _ = try codec.decode(bytes) }
      }
      return [("encode", encoding), ("decode", decoding)].map { name, times in
        BenchmarkMeasurement(
          benchmark: "polar", caseName: "\(name), list of \(list)", unit: "million samples",
          milliseconds: times, operationCount: nil, productRates: [])
      }
    }
  }
}
