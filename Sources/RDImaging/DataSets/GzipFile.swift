#if RDTOOL_ZLIB
  internal import CZLIB
#endif

/// Files compressed by gzip, whose checksums are checked.
///
/// > Source: [rfc1952].
enum GzipFile {
  #if RDTOOL_ZLIB
    static let isBuilt = true

    static let version: String? = String(cString: zlibVersion())

    /// What was compressed, of which there must be no more than the limit.
    ///
    /// - Throws: ``DataSetError/damaged(path:reason:)``.
    static func unpack(_ bytes: [UInt8], limit: Int, path: String) throws -> [UInt8] {
      var stream = z_stream()
      // 15 bits of window, and 16 for the header and checksum of gzip.
      guard
        inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
      else {
        throw ImageFileError.cannotRead(path: path, reason: "there is no memory to unpack it")
      }
      defer { inflateEnd(&stream) }
      var status = Z_OK
      // One byte more than the limit tells whether there are more.
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
  #else
    static let isBuilt = false

    static let version: String? = nil

    static func unpack(_ bytes: [UInt8], limit: Int, path: String) throws -> [UInt8] {
      throw ImageFileError.libraryAbsent(path: path, format: "gzip", library: "zlib")
    }
  #endif
}
