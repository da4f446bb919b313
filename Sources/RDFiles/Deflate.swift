import RDCore

#if RDTOOL_ZLIB
  internal import CZLIB
#endif

/// Data compressed by zlib, in the wrappings that files have.
///
/// > Source: [rfc1951], [rfc1952].
package enum Deflate {
  package enum Wrapper: Sendable {
    /// None, as in ZIP.
    case raw

    /// Header and checksum of gzip.
    case gzip

    /// The window of 32 KiB as zlib's functions take it.
    fileprivate var windowBits: Int32 { self == .raw ? -15 : 15 + 16 }
  }

  /// Why data do not come back.
  package enum Failure: Error, Equatable {
    /// The build has no zlib.
    case libraryAbsent
    case outOfMemory

    /// The contents have more bytes than the limit.
    case tooLong
    case damaged
    case truncated
  }

  #if RDTOOL_ZLIB
    /// The version of zlib; `nil` if the build lacks it.
    package static let version: String? = String(cString: zlibVersion())

    /// Decompresses data.
    ///
    /// - Parameters:
    ///   - bytes: the compressed data.
    ///   - wrapper: what is around them.
    ///   - limit: the most bytes of contents; memory for as many is asked for at once.
    /// - Returns: the contents.
    /// - Throws: ``Failure``.
    package static func unpack(
      _ bytes: ArraySlice<UInt8>, _ wrapper: Wrapper, limit: Int
    ) throws(Failure) -> [UInt8] {
      var stream = z_stream()
      let size = Int32(MemoryLayout<z_stream>.size)
      guard inflateInit2_(&stream, wrapper.windowBits, ZLIB_VERSION, size) == Z_OK else {
        throw .outOfMemory
      }
      defer { inflateEnd(&stream) }
      var status = Z_OK
      // One byte above the limit, to detect larger contents.
      let unpacked = [UInt8](unsafeUninitializedCapacity: limit + 1) { buffer, count in
        bytes.withUnsafeBufferPointer { source in
          stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
          stream.next_out = buffer.baseAddress
          var (left, room) = (source.count, limit + 1)
          // zlib counts in 32 bits.
          while status == Z_OK, room > 0 {
            let given = UInt32(clamping: left)
            let offered = UInt32(clamping: room)
            (stream.avail_in, stream.avail_out) = (given, offered)
            status = inflate(&stream, Z_NO_FLUSH)
            left -= Int(given - stream.avail_in)
            room -= Int(offered - stream.avail_out)
          }
          count = limit + 1 - room
        }
      }
      guard unpacked.count <= limit else { throw .tooLong }
      guard status == Z_STREAM_END else { throw status == Z_DATA_ERROR ? .damaged : .truncated }
      return unpacked
    }

    /// The compressed data of some bytes, at the best of zlib's levels and the memory level of gzip itself.
    ///
    /// - Throws: ``Failure``.
    package static func pack(_ bytes: [UInt8], _ wrapper: Wrapper) throws(Failure) -> [UInt8] {
      var stream = z_stream()
      guard
        deflateInit2_(
          &stream, Z_BEST_COMPRESSION, Z_DEFLATED, wrapper.windowBits, 9, Z_DEFAULT_STRATEGY,
          ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
      else { throw .outOfMemory }
      defer { deflateEnd(&stream) }
      guard let length = UInt32(exactly: bytes.count) else { throw .tooLong }
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
      guard status == Z_STREAM_END else { throw .damaged }
      return packed
    }

    /// The CRC-32 of bytes after others, as in gzip, ZIP and PNG; `nil` if the build lacks zlib.
    package static func checksum(_ bytes: ArraySlice<UInt8>, after checksum: UInt32) -> UInt32? {
      bytes.withUnsafeBufferPointer { buffer in
        buffer.isEmpty
          ? checksum : UInt32(crc32_z(UInt(checksum), buffer.baseAddress, buffer.count))
      }
    }
  #else
    package static let version: String? = nil

    package static func unpack(
      _ bytes: ArraySlice<UInt8>, _ wrapper: Wrapper, limit: Int
    ) throws(Failure) -> [UInt8] { throw .libraryAbsent }

    package static func pack(_ bytes: [UInt8], _ wrapper: Wrapper) throws(Failure) -> [UInt8] {
      throw .libraryAbsent
    }

    package static func checksum(_ bytes: ArraySlice<UInt8>, after _: UInt32) -> UInt32? { nil }
  #endif
}
