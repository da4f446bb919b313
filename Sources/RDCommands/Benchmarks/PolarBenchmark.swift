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
    let samples = benchmarkSamples(1_000_000, of: "polar")
    return try [1, 8].flatMap { list in
      let rated = try PolarDesigner(exponent: 16, listSize: list).design(
        for: benchmarkSource, rate: .bits(1), seed: SeedPath(root: 1)
      ).product
      let code = try SequenceCode(rated, sampleCount: samples.count, label: "polar")
      var bytes: [UInt8] = []
      func measured(_ task: String, _ work: () throws -> Void) rethrows -> BenchmarkMeasurement {
        try BenchmarkMeasurement(
          "polar", "\(task), list of \(list)", unit: "million samples", repetitions: repetitions,
          work)
      }
      return [
        measured("encode") { bytes = code.encode(samples).bytes },
        try measured("decode") { _ = try StreamDecoder.decode(bytes) },
      ]
    }
  }
}
