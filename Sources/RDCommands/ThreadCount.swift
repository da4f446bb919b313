import Foundation

/// The number of threads of a command: as requested, but at most the number of cores.
package func threadCount(_ jobs: Int?) -> Int {
  let cores = ProcessInfo.processInfo.activeProcessorCount
  return min(jobs ?? cores, cores)
}
