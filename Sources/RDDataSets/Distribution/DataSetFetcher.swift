import Foundation
import RDCore
import RDFiles
import RDImages

/// Fetches data sets into a data folder.
///
/// Downloads are staged in the folder `.fetch` until they are complete and checked, so an interrupted fetch is resumed,
/// and a file under its final name is always complete.
package struct DataSetFetcher: Sendable {
  private let folder: DataFolder
  private let mirror: String?
  private let observer: (any ProgressObserver)?

  /// A fetcher into a folder, from the original addresses or from a mirror with the same file names.
  package init(
    into folder: DataFolder, mirror: String? = nil, observer: (any ProgressObserver)? = nil
  ) {
    self.folder = folder
    self.mirror = mirror
    self.observer = observer
  }

  /// Fetches missing or incomplete files.
  ///
  /// - Returns: the number of fetched files; zero if all were present.
  /// - Throws: ``DataSetError``, or `ImageFileError` for files that fail their checks.
  package func fetch(_ distribution: DataSetDistribution) throws -> Int {
    let staging = DataFolder(path: folder.path(of: ".fetch/" + distribution.name))
    var fetchedCount = 0
    for download in distribution.downloads {
      let checks = distribution.checks.filter { check in
        if case .file(let path) = download.destination { check.relativePath == path } else { true }
      }
      if checks.allSatisfy({ (try? $0.verify(in: folder)) != nil }) { continue }
      try createFolder(staging.path)
      let partial = staging.path(of: download.fileName + ".partial")
      try transfer(download, to: partial, part: distribution.name)
      switch download.destination {
      case .file(let path):
        try move(partial, to: staging.path(of: path))
      case .archive(let below, let target, let limit):
        try unpack(partial, below: below, into: staging.path(of: target), limit: limit)
      }
      do {
        for check in checks { _ = try check.verify(in: staging) }
      } catch {
        // Otherwise it would be resumed as a partial download.
        remove(staging.path)
        throw error
      }
      try install(from: staging)
      remove(staging.path)
      fetchedCount += 1
    }
    return fetchedCount
  }

  /// Transfers a file, resuming a partial one, and checks it.
  private func transfer(
    _ download: DataSetDistribution.Download, to path: String, part: String
  ) throws {
    let address =
      mirror.map { ($0.hasSuffix("/") ? $0 : $0 + "/") + download.fileName } ?? download.address
    for attempt in 0..<2 {
      let wasBegun = FileManager.default.fileExists(atPath: path)
      try Transfer(address: address, path: path, byteLimit: download.byteLimit) { done, total in
        observer?.report(
          ProgressReport(
            part: part, completed: done, total: total, note: download.fileName, hasEnded: false))
      }.run()
      guard let expected = download.checksum else { return }
      let bytes = try FileBytes.read(path, limit: download.byteLimit)
      let found = ContentHash(of: bytes).description
      if found == expected { return }
      remove(path)
      // A wrong partial file spoils the result; without it the transfer may succeed.
      guard wasBegun, attempt == 0 else {
        throw DataSetError.checksum(address: address, found: found, expected: expected)
      }
    }
  }

  private func unpack(_ path: String, below: String, into target: String, limit: Int) throws {
    let packed = try FileBytes.read(path, limit: limit)
    let bytes = try GzipFile.unpack(packed, limit: limit, path: path)
    for member in try TarArchive.members(bytes, path: path) {
      let name = member.name.hasPrefix("./") ? String(member.name.dropFirst(2)) : member.name
      guard name.hasPrefix(below + "/") else { continue }
      let parts = name.dropFirst(below.count + 1).split(separator: "/")
      guard !parts.isEmpty, parts.allSatisfy({ $0 != ".." }) else {
        throw DataSetError.damaged(path: path, reason: "the archive has a file outside of itself")
      }
      let memberPath = ([target] + parts.map(String.init)).joined(separator: "/")
      try createFolder((memberPath as NSString).deletingLastPathComponent)
      do {
        try Data(bytes[member.range]).write(to: URL(filePath: memberPath))
      } catch {
        throw DataSetError.cannotWrite(path: memberPath, reason: plainReason(error))
      }
    }
    remove(path)
  }

  /// Moves the checked files of the staging folder to their destinations.
  private func install(from staging: DataFolder) throws {
    let names = FileManager.default.enumerator(atPath: staging.path)?.compactMap { $0 as? String }
    for name in (names ?? []).sorted() {
      var isFolder: ObjCBool = false
      let path = staging.path(of: name)
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue, !name.hasSuffix(".partial")
      else { continue }
      try move(path, to: folder.path(of: name))
    }
  }

  private func move(_ source: String, to target: String) throws {
    try createFolder((target as NSString).deletingLastPathComponent)
    guard rename(source, target) == 0 else {
      throw DataSetError.cannotWrite(
        path: target, reason: AtomicFile.lastReason())
    }
  }

  private func createFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw DataSetError.cannotWrite(path: path, reason: plainReason(error))
    }
  }

  private func remove(_ path: String) {
    try? FileManager.default.removeItem(atPath: path)
  }
}
