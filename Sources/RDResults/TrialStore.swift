import Foundation
import RDFiles

/// The finished trials and the checkpoints of a running experiment, one sealed file each.
///
/// They are stored under `.trials/`, named by a hash of everything that their contents depend on (``TrialKey``), so a trial of other
/// code, another specification or other kernels is never taken for this one. Any number of processes on any number of hosts may write
/// at the same time: a file appears whole, by a link or a rename, and no lock is needed.
package struct TrialStore: Sendable {
  package let folder: String

  /// The store of a results folder, created if it is missing.
  package init(in resultsFolder: String) throws(OutputError) {
    self.init(existingIn: resultsFolder)
    try AtomicFile.createFolder(folder)
  }

  /// The store of a results folder that may be missing, for reading only.
  package init(existingIn resultsFolder: String) {
    folder = resultsFolder + "/.trials"
  }

  /// The record of a trial that has finished, or `nil`.
  ///
  /// - Throws: `OutputError` if it cannot be read or is damaged, or there are two that differ.
  package func record(for key: TrialKey) throws(OutputError) -> TrialRecord? {
    let path = path(key, .trial)
    guard let record = try Self.record(at: path) else { return nil }
    let other = self.path(key, .contradiction)
    guard access(other, F_OK) != 0 else {
      throw .contradiction(trial: record.trial, paths: [path, other])
    }
    return record
  }

  /// The record in a file, or `nil` if there is no such file.
  ///
  /// - Throws: `OutputError` if it cannot be read or is damaged.
  package static func record(at path: String) throws(OutputError) -> TrialRecord? {
    guard let payload = try SealedFile.read(from: path) else { return nil }
    do {
      return try JSONDecoder().decode(TrialRecord.self, from: Data(payload))
    } catch {
      throw .damaged(path: path, reason: "it does not hold a trial")
    }
  }

  /// Stores a finished trial and removes its checkpoint.
  ///
  /// Where another process has stored the same trial meanwhile, that record stays; a differing result is kept beside it.
  ///
  /// - Returns: the path of the record.
  /// - Throws: `OutputError/contradiction(trial:paths:)` if the results differ; another `OutputError`.
  @discardableResult
  package func store(_ record: TrialRecord, for key: TrialKey) throws(OutputError) -> String {
    let path = path(key, .trial)
    let payload = try payload(of: record, for: path)
    if try !SealedFile.create(payload, at: path),
      let other = try Self.record(at: path), !other.hasSameResults(as: record)
    {
      let second = self.path(key, .contradiction)
      try SealedFile.write(payload, to: second)
      throw .contradiction(trial: record.trial, paths: [path, second])
    }
    unlink(self.path(key, .checkpoint))
    unlink(self.path(key, .failed))
    return path
  }

  /// Stores a failed trial, which is no obstacle to computing it again.
  ///
  /// - Returns: the path of the record.
  package func storeFailure(
    _ record: TrialRecord, for key: TrialKey
  ) throws(OutputError) -> String {
    let path = path(key, .failed)
    try SealedFile.write(payload(of: record, for: path), to: path)
    return path
  }

  private func payload(
    of record: TrialRecord, for path: String
  ) throws(OutputError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    do {
      return [UInt8](try encoder.encode(record))
    } catch {
      throw .cannotWrite(path: path, reason: String(describing: error))
    }
  }

  /// The last checkpoint of a trial that has not finished, or `nil`.
  ///
  /// - Throws: `OutputError` if it cannot be read or is damaged.
  package func checkpoint(for key: TrialKey) throws(OutputError) -> [UInt8]? {
    try SealedFile.read(from: path(key, .checkpoint))
  }

  /// Stores a checkpoint, replacing the last one.
  package func storeCheckpoint(_ payload: [UInt8], for key: TrialKey) throws(OutputError) {
    try SealedFile.write(payload, to: path(key, .checkpoint))
  }

  /// What is stored of each trial, by one listing of the folder.
  ///
  /// - Throws: `OutputError` if the folder cannot be read; a missing one is empty.
  package func survey() throws(OutputError) -> StoredTrials {
    guard access(folder, F_OK) == 0 else { return StoredTrials(in: folder, names: []) }
    return StoredTrials(in: folder, names: try names())
  }

  /// Lets a network file system list the folder anew, not as it was up to a minute ago: a file is made there and removed.
  package func refresh() throws(OutputError) {
    try AtomicFile.checkWritable(folder + "/refresh")
  }

  /// Removes the checkpoints and failures of finished trials, which other processes may have left.
  package func removeRemains(of keys: [TrialKey], in stored: StoredTrials) {
    for key in keys where !stored.paths(.trial, of: key).isEmpty {
      for kind in [StoredTrials.Kind.checkpoint, .failed] {
        for path in stored.paths(kind, of: key).values { unlink(path) }
      }
    }
  }

  /// Removes everything but the finished trials of the keys, of whatever kernels: checkpoints and failures, which are over when all
  /// trials have ended, and what other programs have left.
  package func removeAll(but keys: [TrialKey]) throws(OutputError) {
    let kept = Set(keys.map(\.prefix))
    for name in try names() {
      guard let kind = StoredTrials.Kind.allCases.first(where: { name.hasSuffix(".\($0)") }) else {
        continue
      }
      let isKept = kind == .trial && kept.contains(String(name.prefix { $0 != "-" } + "-"))
      if !isKept { unlink("\(folder)/\(name)") }
    }
  }

  private func names() throws(OutputError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw .cannotRead(path: folder, reason: plainReason(error))
    }
  }

  /// The path of a trial's checkpoint, for messages.
  package func checkpointPath(for key: TrialKey) -> String { path(key, .checkpoint) }

  /// The path of a trial's record.
  package func recordPath(for key: TrialKey) -> String { path(key, .trial) }

  private func path(_ key: TrialKey, _ kind: StoredTrials.Kind) -> String {
    "\(folder)/\(key.stem).\(kind)"
  }
}
