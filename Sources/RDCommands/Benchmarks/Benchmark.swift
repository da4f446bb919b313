/// A benchmark; its measurements are rows of one table.
package protocol Benchmark: Sendable {
  /// A one-line description.
  var summary: String { get }

  /// Runs the benchmark, each case `repetitions` times.
  func measure(repetitions: Int) throws -> [BenchmarkMeasurement]
}
