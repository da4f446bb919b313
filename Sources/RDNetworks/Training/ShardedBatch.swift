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
  package func rows(ofShard shard: Int) -> Range<Int> {
    shard * rowsPerShard..<min((shard + 1) * rowsPerShard, rowCount)
  }
}
