import Foundation
import Synchronization

/// Temporary files that killed processes have left.
///
/// Removed are those of this host whose process has ended: never those of another host on a shared disk or of a process that runs.
enum TemporaryLeftovers {
  /// The suffix of temporary files, before the name of their owner.
  static let suffix = ".partial-"

  /// A folder by its number and its path without links: a new folder may get the number of a removed one.
  private struct Folder: Hashable {
    let device: UInt64
    let file: UInt64
    let path: String
  }

  private static let cleaned = Mutex<Set<Folder>>([])

  /// Whether a file name is that of a temporary file, of this version or of an older one: `<name>.partial-<pid>`.
  static func isTemporary(_ name: String) -> Bool {
    ending(of: name).map { TemporaryOwner(parsing: $0) != nil || TemporaryOwner.process($0) != nil }
      ?? false
  }

  /// Removes the leftovers in the folder of a file that is about to be written, before the first file of each folder; of names of
  /// older versions only those of the same file, since the folder may be anybody's.
  static func removeOnce(beside path: String) {
    let folder = parentFolder(ofPath: path)
    let stem = (path as NSString).lastPathComponent + suffix
    firstTime(in: folder) { remove(in: folder, isFirst: true) { $0.hasPrefix(stem) } }
  }

  /// Removes all leftovers in a folder of the tool's own.
  static func removeAll(in folder: String) {
    let isFirst = firstTime(in: folder) { remove(in: folder, isFirst: true) { _ in true } }
    if !isFirst { remove(in: folder, isFirst: false) { _ in true } }
  }

  /// Does something before this process writes its first file into a folder; others wait until it is done.
  @discardableResult
  private static func firstTime(in folder: String, _ body: () -> Void) -> Bool {
    var status = stat()
    guard stat(folder, &status) == 0, let resolved = realpath(folder, nil) else { return true }
    defer { free(resolved) }
    let number = Folder(
      device: UInt64(truncatingIfNeeded: status.st_dev), file: UInt64(status.st_ino),
      path: String(cString: resolved))
    return cleaned.withLock { folders in
      guard folders.insert(number).inserted else { return false }
      body()
      return true
    }
  }

  /// Removes the leftovers in a folder.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - isFirst: whether this process has written nothing there, so that a file with its number is of an earlier one, as in
  ///     containers, where all have the same.
  ///   - isOwn: whether a name of an older version, which says less of its origin, may be removed.
  private static func remove(in folder: String, isFirst: Bool, older isOwn: (String) -> Bool) {
    func hasEnded(_ process: pid_t) -> Bool {
      isFirst && process == getpid() || TemporaryOwner.hasEnded(process)
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names {
      guard let ending = ending(of: name) else { continue }
      if let owner = TemporaryOwner(parsing: ending) {
        guard owner.isOfThisHost, hasEnded(owner.process) else { continue }
      } else {
        guard isOwn(name), let process = TemporaryOwner.process(ending), hasEnded(process) else {
          continue
        }
      }
      unlink(folder + "/" + name)
    }
  }

  /// What follows the suffix in the name of a temporary file.
  private static func ending(of name: String) -> Substring? {
    name.range(of: suffix, options: .backwards).map { name[$0.upperBound...] }
  }
}
