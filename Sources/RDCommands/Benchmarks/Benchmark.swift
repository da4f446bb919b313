import RDCore
import RDSources

/// A benchmark; its measurements are rows of one table.
package protocol Benchmark: Sendable {
  /// A one-line description.
  var summary: String { get }

  /// Runs the benchmark, each case `repetitions` times.
  func measure(repetitions: Int) throws -> [BenchmarkMeasurement]
}

/// The source of benchmarks: not the unit source, to exclude shortcuts of special values.
let benchmarkSource = Gaussian(mean: -0.71, standardDeviation: 2.385)

func benchmarkSamples(_ count: Int, of benchmark: String) -> [Double] {
  var stream = RandomStream(seed: SeedPath(root: 1)["benchmark", benchmark])
  return (0..<count).map { _ in benchmarkSource.sample(using: &stream) }
}

extension BenchmarkMeasurement {
  /// The times of repeated runs of some work.
  init(
    _ benchmark: String, _ caseName: String, unit: String, repetitions: Int,
    _ work: () throws -> Void
  ) rethrows {
    self.init(
      benchmark: benchmark, caseName: caseName, unit: unit,
      milliseconds: try (0..<repetitions).map { _ in try RDCommands.milliseconds(work) })
  }
}

/// The times and product rates of cases that alternate, each with a large matrix product, so that a machine that
/// throttles slows them all.
///
/// A first round warms caches and is excluded.
func timesInTurns(
  repetitions: Int, cases: Int, product: (Int) -> Double, work: (Int) throws -> Void
) rethrows -> [(milliseconds: [Double], productRates: [Double])] {
  var measured = Array(
    repeating: (milliseconds: [Double](), productRates: [Double]()), count: cases)
  for repetition in 0...repetitions {
    for index in 0..<cases {
      let rate = product(index)
      let time = try milliseconds { try work(index) }
      guard repetition > 0 else { continue }
      measured[index].productRates.append(rate)
      measured[index].milliseconds.append(time)
    }
  }
  return measured
}
