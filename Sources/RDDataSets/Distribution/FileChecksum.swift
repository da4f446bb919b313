import RDFiles
import RDImages

/// That a file has a SHA-256.
package struct FileChecksum: ContentCheck {
  package let relativePath: String

  /// 64 hexadecimal digits.
  let checksum: String

  /// Whether the checksum is that of what a file `.gz` unpacks to, however it was packed.
  let isOfContents: Bool

  /// The most bytes of the file, or of its contents.
  let byteLimit: Int

  package init(relativePath: String, checksum: String, isOfContents: Bool = false, byteLimit: Int) {
    self.relativePath = relativePath
    self.checksum = checksum
    self.isOfContents = isOfContents
    self.byteLimit = byteLimit
  }

  /// The files in a folder of the data folder, with their checksums in `SHA256SUMS.txt`, which is as `sha256sum` prints it; those
  /// of MNIST are checksums of what the files unpack to.
  static func published(in folder: String) -> [(relativePath: String, checksum: String)] {
    String(decoding: PackageResources.SHA256SUMS_txt, as: UTF8.self).split(separator: "\n")
      .compactMap { line in
        let parts = line.split(separator: " ").map(String.init)
        return parts[1].hasPrefix(folder + "/") ? (parts[1], parts[0]) : nil
      }
  }

  package func verify(in folder: DataFolder) throws -> String {
    let path = folder.path(of: relativePath)
    var bytes = try FileBytes.read(path, limit: byteLimit)
    if isOfContents { bytes = try GzipFile.unpack(bytes, limit: byteLimit, path: path) }
    let found = ContentHash(of: bytes).description
    guard found == checksum else {
      throw DataSetError.damaged(
        path: path,
        reason:
          "the SHA-256 of its contents is \(found.prefix(12))… where \(checksum.prefix(12))… is due"
      )
    }
    return isOfContents ? "SHA-256 of the contents" : "SHA-256"
  }
}
