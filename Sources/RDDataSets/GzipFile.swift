import RDImages

#if RDTOOL_ZLIB
  internal import CZLIB
#endif

/// Files compressed by gzip, whose checksums are checked.
///
/// > Source: [rfc1952].
package enum GzipFile {
  #if RDTOOL_ZLIB
    static let isBuilt = true

    /// The version of zlib; `nil` if the build lacks it.
    package static let version: String? = String(cString: zlibVersion())

    /// The decompressed contents, of limited size.
    ///
    /// - Throws: ``DataSetError/damaged(path:reason:)``.
    package static func unpack(_ bytes: [UInt8], limit: Int, path: String) throws -> [UInt8] {
      var stream = z_stream()
      // 15 bits of window, and 16 for the header and checksum of gzip.
      guard
        inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
      else {
        throw ImageFileError.cannotRead(path: path, reason: "there is no memory to unpack it")
      }
      defer { inflateEnd(&stream) }
      var status = Z_OK
      // One byte above the limit, to detect larger contents.
      let unpacked = [UInt8](unsafeUninitializedCapacity: limit + 1) { buffer, count in
        bytes.withUnsafeBufferPointer { source in
          stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
          stream.avail_in = UInt32(source.count)
          stream.next_out = buffer.baseAddress
          stream.avail_out = UInt32(limit + 1)
          status = inflate(&stream, Z_FINISH)
        }
        count = limit + 1 - Int(stream.avail_out)
      }
      guard unpacked.count <= limit else {
        throw DataSetError.damaged(path: path, reason: "it unpacks to more than \(limit) bytes")
      }
      guard status == Z_STREAM_END else {
        throw DataSetError.damaged(
          path: path,
          reason: status == Z_DATA_ERROR
            ? "it does not unpack, or its checksum is wrong" : "it ends too early")
      }
      return unpacked
    }

    /// The file of some bytes, at the best of zlib's levels, without a name or a time.
    ///
    /// - Throws: ``ImageFileError`` if zlib fails, or the build lacks it.
    package static func pack(_ bytes: [UInt8]) throws -> [UInt8] {
      var stream = z_stream()
      // 15 bits of window, and 16 for the header and checksum of gzip; memory level 9, as in gzip itself.
      guard
        deflateInit2_(
          &stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
          Int32(MemoryLayout<z_stream>.size)) == Z_OK
      else { throw failure("there is no memory to pack it") }
      defer { deflateEnd(&stream) }
      guard let length = UInt32(exactly: bytes.count) else { throw failure("it is too long") }
      let limit = Int(deflateBound(&stream, UInt(length)))
      var status = Z_OK
      let packed = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
        bytes.withUnsafeBufferPointer { source in
          stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
          stream.avail_in = length
          stream.next_out = buffer.baseAddress
          stream.avail_out = UInt32(clamping: limit)
          status = deflate(&stream, Z_FINISH)
        }
        count = limit - Int(stream.avail_out)
      }
      guard status == Z_STREAM_END else { throw failure("zlib's status is \(status)") }
      return packed
    }

    private static func failure(_ reason: String) -> ImageFileError {
      .unsupported(path: "the packed samples", format: "gzip", reason: reason)
    }
  #else
    static let isBuilt = false
    package static let version: String? = nil

    package static func unpack(_ bytes: [UInt8], limit: Int, path: String) throws -> [UInt8] {
      throw ImageFileError.libraryAbsent(path: path, format: "gzip", library: "zlib")
    }

    package static func pack(_ bytes: [UInt8]) throws -> [UInt8] {
      throw ImageFileError.libraryAbsent(path: "gzip", format: "gzip", library: "zlib")
    }
  #endif
}
