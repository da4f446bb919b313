import RDFiles
import RDImages

/// That a file has a SHA-256.
package struct FileChecksum: ContentCheck {
  /// The file, in the data folder.
  package let place: String

  /// 64 hexadecimal digits.
  package let checksum: String

  /// Whether the checksum is that of what a file `.gz` unpacks to, however it was packed.
  package let isOfContents: Bool

  /// The most bytes of the file, or of its contents.
  package let byteLimit: Int

  /// A file and its checksum.
  package init(place: String, checksum: String, isOfContents: Bool = false, byteLimit: Int) {
    self.place = place
    self.checksum = checksum
    self.isOfContents = isOfContents
    self.byteLimit = byteLimit
  }

  package func verify(in folder: DataFolder) throws -> String {
    let path = folder.place(place)
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

extension Sequence<UInt8> {
  /// Two hexadecimal digits a byte.
  var hexadecimal: String {
    map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
