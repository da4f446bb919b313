import RDFiles
import RDImages

/// The check of a file's SHA-256.
package struct FileChecksum: ContentCheck {
  package let relativePath: String

  /// 64 hexadecimal digits.
  let checksum: String

  /// Whether the checksum is that of the decompressed contents of a `.gz` file.
  let isOfContents: Bool

  /// The maximum size of the file, or of its contents, in bytes.
  let byteLimit: Int

  package init(relativePath: String, checksum: String, isOfContents: Bool = false, byteLimit: Int) {
    self.relativePath = relativePath
    self.checksum = checksum
    self.isOfContents = isOfContents
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
