import Foundation
import RDExperiments

extension SpecificationFile {
  /// Reads the specification at a path.
  ///
  /// - Throws: ``SpecificationError``.
  package init(at path: String) throws(SpecificationError) {
    guard FileManager.default.fileExists(atPath: path) else { throw .absent(origin: path) }
    // One byte above the limit, to detect longer or endless files.
    let limit = SpecificationFile.sizeLimit
    guard let file = FileHandle(forReadingAtPath: path),
      let bytes = try? file.read(upToCount: limit + 1) ?? Data(), bytes.count <= limit,
      let text = String(data: bytes, encoding: .utf8)
    else {
      throw .unreadable(
        origin: path,
        reason: "it is no text file of at most \(limit / 1024) KiB that may be read")
    }
    try self.init(parsing: text, origin: path)
  }
}
