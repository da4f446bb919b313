public import Foundation

/// An empty folder of a test's own, removed with everything in it when the last reference to it goes.
public final class TemporaryFolder: Sendable {
  /// Where it is.
  public let url: URL

  /// Its path.
  public var path: String { url.path }

  /// Makes the folder.
  public init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "rdtool-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// The address of a file in it.
  public func file(_ name: String) -> URL {
    url.appending(path: name)
  }

  /// Writes a file into it, with the folders on the way, and says where.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> URL {
    let address = file(name)
    try FileManager.default.createDirectory(
      at: address.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: address)
    return address
  }

  /// What a file holds.
  public func text(_ name: String) throws -> String {
    try String(contentsOf: file(name), encoding: .utf8)
  }

  /// The contents of a file; `nil` if it does not exist.
  public func bytes(of name: String) -> Data? {
    FileManager.default.contents(atPath: file(name).path)
  }

  /// The paths of everything in it, in order.
  public func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
  }
}
