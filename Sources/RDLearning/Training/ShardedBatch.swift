internal import Dispatch
internal import Synchronization

/// How the rows of a batch are cut into shards: as evenly as whole rows allow, the last ones with fewer.
///
/// It follows from the rows and the graph alone, so no result depends on the number of threads.
struct ShardedBatch {
  /// Rows of the batch.
  let rowCount: Int

  /// Rows of each shard but the last.
  let rowsPerShard: Int

  /// The shards that have rows.
  let shardCount: Int

  /// A batch of so many rows, at least one, in at most `mostShards` shards.
  init(rowCount: Int, mostShards: Int) {
    self.rowCount = rowCount
    rowsPerShard = (rowCount + mostShards - 1) / mostShards
    shardCount = (rowCount + rowsPerShard - 1) / rowsPerShard
  }

  /// The rows of one shard.
  func rows(ofShard shard: Int) -> Range<Int> {
    shard * rowsPerShard..<min((shard + 1) * rowsPerShard, rowCount)
  }

  /// Does some work for every shard, on at most `jobs` threads.
  func forEachShard(jobs: Int, _ work: (Int) -> Void) {
    let threads = min(jobs, shardCount)
    guard threads > 1 else {
      for shard in 0..<shardCount { work(shard) }
      return
    }
    let next = Atomic(0)
    withoutActuallyEscaping(work) { work in
      // Each shard has its own numbers, and nobody writes the others that a pass reads.
      nonisolated(unsafe) let work = work
      DispatchQueue.concurrentPerform(iterations: threads) { _ in
        while true {
          let shard = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard shard < shardCount else { return }
          work(shard)
        }
      }
    }
  }
}
