import Foundation

/// Measures the processor time of work on the calling thread.
///
/// Unlike wall-clock time, it hardly depends on the load of the machine. The work must stay on this thread.
package func timed<Result>(_ work: () throws -> Result) rethrows -> (
  result: Result, seconds: Double
) {
  let start = processorSeconds()
  let result = try work()
  return (result, processorSeconds() - start)
}

/// The processor time of the calling thread since its start, in seconds.
private func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
