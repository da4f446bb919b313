import RDFiles
import RDImages

/// The check of a file's SHA-256.
package struct FileChecksum: ContentCheck {
  /// The paths that the file may have; the first one that is there is checked.
  private let paths: [String]

  package var relativePath: String { paths[0] }

  /// 64 hexadecimal digits; that of the contents of a `.gz` file.
  let checksum: String

  /// The maximum size of the file, or of its contents, in bytes.
  let byteLimit: Int

  package init(relativePath: String, checksum: String, byteLimit: Int) {
    self.init(paths: [relativePath], checksum: checksum, byteLimit: byteLimit)
  }

  init(paths: [String], checksum: String, byteLimit: Int) {
    self.paths = paths
    self.checksum = checksum
    self.byteLimit = byteLimit
  }

  /// The files in a folder of the data folder, with their checksums in `SHA256SUMS.txt`, in the format of `sha256sum`; those
  /// of MNIST are checksums of the decompressed contents.
  static func published(in folder: String) -> [(relativePath: String, checksum: String)] {
    String(decoding: PackageResources.SHA256SUMS_txt, as: UTF8.self).split(separator: "\n")
      .compactMap { line in
        let parts = line.split(separator: " ").map(String.init)
        return parts[1].hasPrefix(folder + "/") ? (parts[1], parts[0]) : nil
      }
  }

  package func verify(in folder: DataFolder) throws -> String {
    let path = folder.path(ofFirst: paths)
    let isPacked = path.hasSuffix(".gz")
    var bytes = try FileBytes.read(path, limit: byteLimit)
    if isPacked { bytes = try GzipFile.unpack(bytes, limit: byteLimit, path: path) }
    let found = ContentHash(of: bytes).description
    guard found == checksum else {
      throw DataSetError.damaged(
        path: path,
        reason:
          "the SHA-256 of its contents is \(found.prefix(12))… where \(checksum.prefix(12))… is due"
      )
    }
    return isPacked ? "SHA-256 of the contents" : "SHA-256"
  }
}
