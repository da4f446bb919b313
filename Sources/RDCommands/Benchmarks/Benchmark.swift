/// Something whose speed is measured; its measurements are rows of one table.
package protocol Benchmark: Sendable {
  /// What is measured, in one line.
  var summary: String { get }

  /// Measures. `repetitions` is how often each case is run.
  func measure(repetitions: Int) throws -> [BenchmarkMeasurement]
}
