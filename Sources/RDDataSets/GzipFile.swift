import RDFiles
import RDImages

/// Files compressed by gzip, whose checksums are checked.
///
/// > Source: [rfc1952].
package enum GzipFile {
  static var isBuilt: Bool { version != nil }

  /// The version of zlib; `nil` if the build lacks it.
  package static var version: String? { Deflate.version }

  /// The decompressed contents, of limited size.
  ///
  /// - Throws: ``DataSetError/damaged(path:reason:)``; `ImageFileError` if the build lacks zlib.
  package static func unpack(_ bytes: [UInt8], limit: Int, path: String) throws -> [UInt8] {
    do throws(Deflate.Failure) {
      return try Deflate.unpack(bytes[...], .gzip, limit: limit)
    } catch {
      switch error {
      case .libraryAbsent: throw absent(path)
      case .outOfMemory:
        throw ImageFileError.cannotRead(path: path, reason: "there is no memory to unpack it")
      case .tooLong:
        throw DataSetError.damaged(path: path, reason: "it unpacks to more than \(limit) bytes")
      case .damaged:
        throw DataSetError.damaged(
          path: path, reason: "it does not unpack, or its checksum is wrong")
      case .truncated: throw DataSetError.damaged(path: path, reason: "it ends too early")
      }
    }
  }

  /// The file of some bytes, at the best of zlib's levels, without a name or a time.
  ///
  /// - Throws: `ImageFileError` if zlib fails, or the build lacks it.
  package static func pack(_ bytes: [UInt8]) throws -> [UInt8] {
    do throws(Deflate.Failure) {
      return try Deflate.pack(bytes, .gzip)
    } catch {
      guard error != .libraryAbsent else { throw absent("the packed samples") }
      throw ImageFileError.unsupported(
        path: "the packed samples", format: "gzip",
        reason: error == .tooLong ? "it is too long" : "there is no memory to pack it")
    }
  }

  private static func absent(_ path: String) -> ImageFileError {
    .libraryAbsent(path: path, format: "gzip", library: "zlib")
  }
}
