import RDCore
import RDFiles

/// The directory of a ZIP archive, of files that are stored or deflated.
///
/// > Source: [appnote], sections 4.3 and 4.5.3 (Zip64).
struct ZipArchive {
  let entries: [ZipEntry]

  /// Reads the directory.
  ///
  /// - Throws: ``SampleFileError/archive(path:reason:)``, or an error of reading. Memory is that of the directory.
  init(_ file: FileBytes) throws(SampleFileError) {
    func problem(_ reason: String) -> SampleFileError { .archive(path: file.path, reason: reason) }
    let damaged = problem("its directory is damaged")
    // The end is the last of its marks, with a comment of at most 64 KiB behind it, and a locator of 20 bytes before it.
    let start = max(0, file.count - 0xffff - 22 - 20)
    let tail = try file.read(start..<file.count)
    func isMark(_ position: Int) -> Bool {
      tail[position..<position + 4].elementsEqual([0x50, 0x4b, 5, 6])
    }
    guard tail.count >= 22,
      let end = stride(from: tail.count - 22, through: 0, by: -1).first(where: isMark)
    else { throw problem("it has no directory") }
    var reader = BinaryReader(tail, at: end + 8) { _ in damaged }
    var count = UInt64(try reader.integer(UInt16.self))
    _ = try reader.take(2)
    var length = UInt64(try reader.integer(UInt32.self))
    var position = UInt64(try reader.integer(UInt32.self))
    if end >= 20, count == 0xffff || length == 0xffff_ffff || position == 0xffff_ffff {
      reader.position = end - 20
      if try reader.integer(UInt32.self) == ZipMark.locator64 {
        _ = try reader.take(4)
        guard let place = Int(exactly: try reader.integer(UInt64.self)), place <= file.count - 56
        else { throw damaged }
        var record = BinaryReader(try file.read(place..<place + 56)) { _ in damaged }
        guard try record.integer(UInt32.self) == ZipMark.end64 else { throw damaged }
        _ = try record.take(28)
        count = try record.integer()
        length = try record.integer()
        position = try record.integer()
      }
    }
    let size = UInt64(file.count)
    guard position <= size, length <= size - position else { throw damaged }
    let directory = Int(position)..<Int(position + length)
    var lines = BinaryReader(try file.read(directory)) { _ in damaged }
    var entries: [ZipEntry] = []
    var index: UInt64 = 0
    while index < count {
      let entry = try ZipEntry(from: &lines, damaged: damaged)
      // Names that end like this are folders.
      if !entry.name.hasSuffix("/") { entries.append(entry) }
      index += 1
    }
    self.entries = entries
  }
}
