import Foundation
import RDFiles

/// The finished trials and the checkpoints of a running experiment, one sealed file each.
///
/// They are stored under `.trials/`, named by a hash of everything that their contents depend on, so
/// a trial of other code or another specification is never taken for this one.
package struct TrialStore: Sendable {
  package let folder: String

  /// The store of a results folder, created if it is missing.
  package init(in resultsFolder: String) throws(OutputError) {
    folder = resultsFolder + "/.trials"
    try AtomicFile.createFolder(folder)
  }

  /// The store of a results folder that may be missing, for reading only.
  package init(existingIn resultsFolder: String) {
    folder = resultsFolder + "/.trials"
  }

  /// The record of a trial that has finished, or `nil`.
  ///
  /// - Throws: `OutputError` if it cannot be read or is damaged.
  package func record(for key: ContentHash) throws(OutputError) -> TrialRecord? {
    let path = path(key, "trial")
    guard let payload = try SealedFile.read(from: path) else { return nil }
    do {
      return try JSONDecoder().decode(TrialRecord.self, from: Data(payload))
    } catch {
      throw .damaged(path: path, reason: "it does not hold a trial")
    }
  }

  /// Stores a finished trial and removes its checkpoint.
  package func store(_ record: TrialRecord, for key: ContentHash) throws(OutputError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let path = path(key, "trial")
    let payload: Data
    do {
      payload = try encoder.encode(record)
    } catch {
      throw .cannotWrite(path: path, reason: String(describing: error))
    }
    try SealedFile.write([UInt8](payload), to: path)
    unlink(self.path(key, "checkpoint"))
  }

  /// The last checkpoint of a trial that has not finished, or `nil`.
  ///
  /// - Throws: `OutputError` if it cannot be read or is damaged.
  package func checkpoint(for key: ContentHash) throws(OutputError) -> [UInt8]? {
    try SealedFile.read(from: path(key, "checkpoint"))
  }

  /// Stores a checkpoint, replacing the last one.
  package func storeCheckpoint(_ payload: [UInt8], for key: ContentHash) throws(OutputError) {
    try SealedFile.write(payload, to: path(key, "checkpoint"))
  }

  /// Removes the trials and checkpoints of other keys, and the checkpoints of finished trials, which other
  /// programs or killed processes have left.
  package func removeAll(but keys: [ContentHash]) throws(OutputError) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw .cannotRead(path: folder, reason: plainReason(error))
    }
    let kept = Set(keys.map { path($0, "trial") })
    for file in names.map({ "\(folder)/\($0)" }) where !kept.contains(file) {
      if file.hasSuffix(".trial") || file.hasSuffix(".checkpoint") { unlink(file) }
    }
  }

  /// The path of a trial's checkpoint, for messages.
  package func checkpointPath(for key: ContentHash) -> String {
    path(key, "checkpoint")
  }

  private func path(_ key: ContentHash, _ ending: String) -> String {
    "\(folder)/\(key.description.prefix(32)).\(ending)"
  }
}
