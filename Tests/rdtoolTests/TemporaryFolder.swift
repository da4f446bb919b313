import Foundation

/// An empty folder of a test's own, removed with everything in it when the last reference to it goes.
final class TemporaryFolder: Sendable {
  /// Where it is.
  let url: URL

  /// Makes the folder.
  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "rdtool-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// The address of a file in it.
  func file(_ name: String) -> URL {
    url.appending(path: name)
  }

  /// Writes a file into it, and says where.
  func write(_ text: String, to name: String) throws -> URL {
    let address = file(name)
    try Data(text.utf8).write(to: address)
    return address
  }
}
