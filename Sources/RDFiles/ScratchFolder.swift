import Foundation

/// A folder for another program's work, removed with everything in it when it is no longer used, when a signal ends the process, or
/// by the next process that makes one.
package final class ScratchFolder {
  package let path: String
  private let files: [String]
  private var slots: [Int?] = []

  /// Creates a folder among the system's temporary files.
  ///
  /// - Parameters:
  ///   - purpose: the beginning of its name, as in `rdtool-figure`.
  ///   - files: the names of all files that will lie in it.
  ///   - parent: where it is created.
  /// - Throws: `OutputError/cannotCreateFolder(path:reason:)`.
  package init(
    for purpose: String, files: [String], in parent: String = NSTemporaryDirectory()
  ) throws(OutputError) {
    Self.removeLeftovers(of: purpose, in: parent)
    path = parent + (parent.hasSuffix("/") ? "" : "/") + purpose + "-" + TemporaryOwner.newName
    self.files = files
    guard mkdir(path, 0o700) == 0 else {
      throw .cannotCreateFolder(path: path, reason: AtomicFile.lastReason())
    }
    slots = files.map { TemporaryFileTable.list("\(path)/\($0)") }
    slots.append(TemporaryFileTable.listFolder(path))
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
    for slot in slots { TemporaryFileTable.release(slot) }
  }

  /// Removes the folders of processes of this host that have ended.
  private static func removeLeftovers(of purpose: String, in parent: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for name in names where name.hasPrefix(purpose + "-") {
      guard let owner = TemporaryOwner(parsing: name.dropFirst(purpose.count + 1)), owner.hasEnded
      else { continue }
      try? FileManager.default.removeItem(atPath: "\(parent)/\(name)")
    }
  }
}
