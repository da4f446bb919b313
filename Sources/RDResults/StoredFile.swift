import RDFiles

/// A file of a stored trial, such as a trained model, which is read when it is needed: those of many trials do not fit into memory.
package struct StoredFile: Sendable, Equatable {
  /// Its path in the folder of results.
  package let path: String

  /// The path of the trial's record.
  let record: String

  /// Reads the file.
  ///
  /// - Throws: `OutputError` if its trial is no longer there or damaged.
  package func bytes() throws(OutputError) -> [UInt8] {
    guard let file = try TrialStore.record(at: record)?.files.first(where: { $0.path == path })
    else { throw .damaged(path: record, reason: "it has lost '\(path)'") }
    return file.bytes
  }
}
