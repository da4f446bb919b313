import RDCore
import RDFiles

/// Writes a ZIP archive of files that are stored as they are, of 1 January 1980, piece by piece.
///
/// > Source: [appnote], section 4.3.
struct ZipWriter {
  private struct Entry {
    let name: [UInt8]
    let start: Int
    var byteCount = 0
    var checksum: UInt32 = 0
  }

  private var entries: [Entry] = []
  private var position = 0
  private let sink: ([UInt8]) throws -> Void

  /// - Throws: `Diagnosis` where the build has no zlib, or for 4 GiB and more.
  init(
    files: [(name: String, byteCount: Int)], path: String, sink: @escaping ([UInt8]) throws -> Void
  ) throws(Diagnosis) {
    guard Deflate.version != nil else {
      throw .missing(
        "'\(path)' needs checksums by zlib, which this build lacks. Write .safetensors.")
    }
    guard files.reduce(0, { $0 + $1.byteCount + 2 * $1.name.utf8.count + 92 }) < 0xffff_ffff,
      files.count < 0xffff
    else {
      throw .wrongUse("'\(path)' would take 4 GiB and more. Write the arrays as .safetensors.")
    }
    self.sink = sink
  }

  /// Sizes and checksum follow the data, so that these need not be there as a whole.
  private static let flags: UInt16 = 1 << 11 | 1 << 3

  private mutating func write(_ bytes: [UInt8]) throws {
    position += bytes.count
    try sink(bytes)
  }

  private static func append(_ entry: Entry?, nameCount: Int, to writer: inout BinaryWriter) {
    // Version 2.0, names in UTF-8, stored, midnight of 1 January 1980.
    for number: UInt16 in [20, flags, 0, 0, 0x21] { writer.append(number) }
    writer.append(entry?.checksum ?? 0)
    for _ in 0..<2 { writer.append(UInt32(entry?.byteCount ?? 0)) }
    writer.append(UInt16(nameCount))
    writer.append(UInt16(0))
  }

  /// Begins the next file.
  mutating func begin(_ name: String) throws {
    try endFile()
    let entry = Entry(name: Array(name.utf8), start: position)
    entries.append(entry)
    var writer = BinaryWriter()
    writer.append(ZipMark.local)
    Self.append(nil, nameCount: entry.name.count, to: &writer)
    writer.append(entry.name)
    try write(writer.bytes)
  }

  /// Appends to the file that was begun last.
  mutating func append(_ bytes: [UInt8]) throws {
    let last = entries.count - 1
    entries[last].checksum =
      Deflate.checksum(bytes[...], after: entries[last].checksum) ?? 0
    entries[last].byteCount += bytes.count
    try write(bytes)
  }

  private mutating func endFile() throws {
    guard let entry = entries.last else { return }
    var writer = BinaryWriter()
    writer.append(ZipMark.descriptor)
    writer.append(entry.checksum)
    for _ in 0..<2 { writer.append(UInt32(entry.byteCount)) }
    try write(writer.bytes)
  }

  /// Writes the directory.
  mutating func finish() throws {
    try endFile()
    let start = position
    for entry in entries {
      var writer = BinaryWriter()
      writer.append(ZipMark.central)
      writer.append(UInt16(20))
      Self.append(entry, nameCount: entry.name.count, to: &writer)
      for _ in 0..<3 { writer.append(UInt16(0)) }
      writer.append(UInt32(0))
      writer.append(UInt32(entry.start))
      writer.append(entry.name)
      try write(writer.bytes)
    }
    var writer = BinaryWriter()
    writer.append(ZipMark.end)
    for number in [0, 0, entries.count, entries.count] { writer.append(UInt16(number)) }
    writer.append(UInt32(position - start))
    writer.append(UInt32(start))
    writer.append(UInt16(0))
    try write(writer.bytes)
  }
}
