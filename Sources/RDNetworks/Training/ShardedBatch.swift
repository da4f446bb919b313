/// The division of a batch into shards: as even as possible, the last ones with fewer rows.
///
/// It follows from the rows and the graph alone, so no result depends on the number of threads.
struct ShardedBatch {
  let rowCount: Int
  let rowsPerShard: Int
  let shardCount: Int

  /// A batch of `rowCount` rows, at least one, in at most `mostShards` shards.
  init(rowCount: Int, mostShards: Int) {
    self.rowCount = rowCount
    rowsPerShard = (rowCount + mostShards - 1) / mostShards
    shardCount = (rowCount + rowsPerShard - 1) / rowsPerShard
  }

  package func rows(ofShard shard: Int) -> Range<Int> {
    shard * rowsPerShard..<min((shard + 1) * rowsPerShard, rowCount)
  }
}
