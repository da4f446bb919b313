import Foundation
import RDFiles

/// A results folder while an experiment writes to it: one specification, and one process or the shards of one sweep.
package final class ResultsFolder: Sendable {
  /// Who else may write to the folder.
  package enum Access: Sendable {
    /// Nobody, where the file system has locks.
    case exclusive

    /// Other shards of the same sweep, which store trials and publish nothing.
    case shared

    /// Shards, but nobody else who publishes.
    case publishing
  }

  package let path: String
  package let trials: TrialStore
  private let locks: [RunLock]

  /// Opens a folder for an experiment, creating it if it is missing.
  ///
  /// The specification is kept as `specification.toml`, and shows on the next run whether the results are its own.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - specification: the canonical text.
  ///   - access: who else may write to it.
  ///   - patience: how long to wait for others; a whole run does not wait.
  /// - Throws: `OutputError` if the folder cannot be created, is in use, holds other files, or results of another
  ///   specification.
  package init(
    at path: String, specification: String, access: Access = .exclusive,
    patience: Duration = .seconds(60)
  ) throws(OutputError) {
    self.path = path
    // Before anything is created, so that a failure leaves no trace; and again under the lock.
    _ = try checkSpecification(at: path, specification)
    try AtomicFile.createFolder(path)
    trials = try TrialStore(in: path)
    let patience = access == .exclusive ? .zero : patience
    var locks: [RunLock] = []
    if access != .publishing {
      locks.append(
        try RunLock(
          at: trials.folder + "/lock", isShared: access == .shared, for: path, patience: patience))
    }
    if access != .shared {
      locks.append(
        try RunLock(
          at: trials.folder + "/publish.lock", isShared: false, for: path, patience: patience))
    }
    self.locks = locks
    let isNew = try !checkSpecification(at: path, specification)
    if access != .shared {
      AtomicFile.removeLeftovers(in: trials.folder)
      AtomicFile.removeLeftovers(in: path)
    }
    // Another shard, perhaps of another specification, may be the first.
    if isNew, try !AtomicFile.create(specification.utf8, at: path + "/specification.toml"),
      try !checkSpecification(at: path, specification)
    {
      throw .notAResultsFolder(path: path)
    }
  }

  /// Replaces the folder's results by those of a run.
  ///
  /// All tables are written beside the old ones before the first is replaced, and `provenance.json`, which has their
  /// hashes, is removed first and written last: a folder that has one is complete. If the same results are
  /// already present, nothing is written, so their provenance stays that of the original run.
  ///
  /// - Parameters:
  ///   - tables: the tables by file name without ending.
  ///   - files: files besides the tables.
  ///   - timing: when each trial ran; its hash has no part in whether results are the same.
  ///   - provenance: where they come from; the hash of `timing` is added.
  /// - Throws: `OutputError`.
  package func publish(
    _ tables: [(name: String, document: CSVDocument)], files: [StoredFile] = [],
    timing: CSVDocument,
    provenance: Provenance
  ) throws(OutputError) {
    let record = path + "/provenance.json"
    if let stored = Provenance(ofResults: path), stored.resultHashes == provenance.resultHashes,
      stored.specificationHash == provenance.specificationHash,
      stored.timingHash.map({ $0 == text("timing.csv").map { hash(of: $0) } }) ?? true,
      tables.allSatisfy({ text("\($0.name).csv") == $0.document.text }), try areStored(files)
    {
      return
    }
    // Uncommitted files are removed on deinitialisation.
    var staged: [AtomicFileWriter] = []
    for (name, document) in tables + [("timing", timing)] {
      staged.append(try AtomicFile.stage(document.text.utf8, for: "\(path)/\(name).csv"))
    }
    for file in files {
      let target = "\(path)/\(file.path)"
      try AtomicFile.createFolder(parentFolder(ofPath: target))
      staged.append(try AtomicFile.stage(file.bytes(), for: target))
    }
    try AtomicFile.remove(record)
    for file in staged { try file.commit() }
    var provenance = provenance
    provenance.timingHash = hash(of: timing.text)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(provenance) else {
      throw .cannotWrite(path: record, reason: "it cannot be put into JSON")
    }
    try AtomicFile.write([UInt8](bytes) + [UInt8(ascii: "\n")], to: record)
  }

  private func areStored(_ files: [StoredFile]) throws(OutputError) -> Bool {
    for file in files {
      let stored = FileManager.default.contents(atPath: "\(path)/\(file.path)")
      guard try stored == Data(file.bytes()) else { return false }
    }
    return true
  }

  private func hash(of text: String) -> String { ContentHash(of: text).description }

  private func text(_ name: String) -> String? {
    try? String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }
}

/// Checks that a folder is free for a specification.
///
/// - Returns: whether it holds that specification already.
private func checkSpecification(
  at path: String, _ specification: String
) throws(OutputError) -> Bool {
  let stored = try? String(contentsOfFile: path + "/specification.toml", encoding: .utf8)
  if let stored {
    guard stored == specification else {
      throw .otherSpecification(path: path, difference: firstDifference(stored, specification))
    }
    return true
  }
  let existing = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  // Another process may have made the specification since.
  let others = existing.filter {
    ![".trials", "specification.toml"].contains($0) && !AtomicFile.isLeftover($0)
  }
  guard others.isEmpty else { throw .notAResultsFolder(path: path) }
  return false
}

/// The first line in which two specifications differ, as it was and as it would be.
private func firstDifference(_ old: String, _ new: String) -> String {
  let oldLines = old.split(separator: "\n")
  let newLines = new.split(separator: "\n")
  for line in oldLines where !newLines.contains(line) {
    let key = line.prefix { $0 != " " }
    let other = newLines.first { $0.prefix { $0 != " " } == key } ?? "nothing"
    return "there: \(line); here: \(other)"
  }
  let added = newLines.first { !oldLines.contains($0) } ?? "another order"
  return "here also: \(added)"
}
