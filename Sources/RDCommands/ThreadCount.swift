import Foundation

/// How many threads a command uses: as many as were asked for, but no more than there are cores.
package func threadCount(_ jobs: Int?) -> Int {
  let cores = ProcessInfo.processInfo.activeProcessorCount
  return min(jobs ?? cores, cores)
}
