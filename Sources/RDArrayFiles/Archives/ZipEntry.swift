import RDCore
import RDFiles

/// A file in a ZIP archive, as the directory has it.
struct ZipEntry: Sendable {
  let name: String
  private let flags: UInt16
  private let method: UInt16
  private let checksum: UInt32

  /// The bytes that it takes in the archive, and those of its contents.
  private let packedCount: Int
  private let count: Int

  /// Where its own header is.
  private let start: Int

  /// How much longer than its deflated data a file can be.
  private static let expansionLimit = 1032

  /// The most bytes of a deflated file, which is unpacked in memory.
  static let deflatedLimit = 1 << 30

  init(
    from reader: inout BinaryReader<SampleFileError>, damaged: SampleFileError
  ) throws(SampleFileError) {
    guard try reader.integer(UInt32.self) == ZipMark.central else { throw damaged }
    _ = try reader.take(4)
    flags = try reader.integer()
    method = try reader.integer()
    _ = try reader.take(4)
    checksum = try reader.integer()
    var sizes = [UInt64(try reader.integer(UInt32.self)), UInt64(try reader.integer(UInt32.self))]
    let nameCount = Int(try reader.integer(UInt16.self))
    let extraCount = Int(try reader.integer(UInt16.self))
    let commentCount = Int(try reader.integer(UInt16.self))
    _ = try reader.take(8)
    sizes.append(UInt64(try reader.integer(UInt32.self)))
    name = try reader.text(byteCount: nameCount)
    var extra = BinaryReader(Array(try reader.take(extraCount))) { _ in damaged }
    // Numbers that do not fit 32 bits are in an extra field, in the order of uncompressed size, size and offset.
    while extra.remaining >= 4 {
      let kind = try extra.integer(UInt16.self)
      let length = Int(try extra.integer(UInt16.self))
      var field = BinaryReader(Array(try extra.take(length))) { _ in damaged }
      guard kind == 1 else { continue }
      for index in [1, 0, 2] where sizes[index] == 0xffff_ffff {
        sizes[index] = try field.integer()
      }
    }
    _ = try reader.take(commentCount)
    guard sizes.allSatisfy({ $0 <= UInt64(Int.max / 2048) }) else { throw damaged }
    (packedCount, count, start) = (Int(sizes[0]), Int(sizes[1]), Int(sizes[2]))
  }

  /// The contents: of a stored file a part of the archive, of a deflated one in memory.
  ///
  /// - Throws: ``SampleFileError/archive(path:reason:)`` for damage, or a method or a size that is not read.
  func contents(of file: FileBytes) throws(SampleFileError) -> FileBytes {
    func problem(_ reason: String) -> SampleFileError {
      .archive(path: file.path, reason: "'\(name)' in it \(reason)")
    }
    guard flags & 1 == 0 else { throw problem("is encrypted") }
    var header = BinaryReader(try file.read(start..<start + 30)) { _ in
      problem("is not where its directory says")
    }
    guard try header.integer(UInt32.self) == ZipMark.local else {
      throw problem("is not where its directory says")
    }
    _ = try header.take(22)
    let data =
      start + 30 + Int(try header.integer(UInt16.self)) + Int(try header.integer(UInt16.self))
    guard data <= file.count, packedCount <= file.count - data else {
      throw problem("is cut short")
    }
    let stored = file.part(data..<data + packedCount)
    let contents: FileBytes
    switch method {
    case 0: contents = stored
    case 8: contents = FileBytes(try unpacked(stored, problem), path: "\(file.path):\(name)")
    default:
      throw problem("is packed by method \(method), but only stored and deflated files are read")
    }
    guard contents.count == count, try Self.checksum(of: contents) ?? checksum == checksum else {
      throw problem("has another size or checksum than when it was written")
    }
    return contents
  }

  private func unpacked(
    _ stored: FileBytes, _ problem: (String) -> SampleFileError
  ) throws(SampleFileError) -> [UInt8] {
    guard count / Self.expansionLimit <= packedCount else {
      throw problem("claims \(count) bytes, more than its data can give")
    }
    guard count <= Self.deflatedLimit else {
      throw problem(
        "has \(count) bytes, but what is compressed is read up to \(Self.deflatedLimit); store it without compression, as numpy.savez does"
      )
    }
    let packed = try stored.readAll()
    do throws(Deflate.Failure) {
      return try Deflate.unpack(packed[...], .raw, limit: count)
    } catch {
      throw problem(
        error == .libraryAbsent ? "is deflated, and this build has no zlib" : "does not unpack")
    }
  }

  /// The CRC-32 of the contents; `nil` where the build has no zlib.
  private static func checksum(of contents: FileBytes) throws(SampleFileError) -> UInt32? {
    var checksum: UInt32? = 0
    let step = 1 << 20
    for start in stride(from: 0, to: contents.count, by: step) {
      checksum = Deflate.checksum(
        try contents.read(start..<start + step)[...], after: checksum ?? 0)
    }
    return checksum
  }
}
