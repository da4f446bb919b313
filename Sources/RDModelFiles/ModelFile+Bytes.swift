import RDCore
import RDFiles

/// The layout of a model file, little-endian throughout; a text is its length in UTF-8 (4 bytes) and its bytes.
///
/// | bytes | what |
/// |---|---|
/// | 8 | `RDMODEL` and a line feed |
/// | 4 | format version |
/// | 8 | length of the whole in bytes |
/// | texts | kind, architecture |
/// | 4, then each | count of arrays; each: name (text), rows (4), columns (4), numbers (4 each) |
/// | 4, then each | count of sections; each: name (text), length (8), bytes |
/// | 32 | SHA-256 of all bytes before it |
extension ModelFile {
  /// The maximum file size, checked before memory is allocated: 1 GiB.
  package static let sizeLimit = 1 << 30
  package static let version: UInt32 = 1
  private static let signature = Array("RDMODEL\n".utf8)
  private static let hashLength = 32
  package var bytes: [UInt8] { content + ContentHash(of: content).bytes }

  /// The file without its hash.
  var content: [UInt8] {
    let size = arrays.reduce(0) { $0 + 4 * $1.numbers.count + $1.name.utf8.count + 12 }
    var writer = BinaryWriter(
      Self.signature, capacity: size + sections.reduce(0) { $0 + $1.bytes.count + 64 } + 4096)
    writer.append(Self.version)
    writer.append(UInt64(0))
    writer.append(kind)
    writer.append(architecture)
    writer.append(UInt32(arrays.count))
    for array in arrays {
      writer.append(array.name)
      writer.append(UInt32(array.rows))
      writer.append(UInt32(array.columns))
      for number in array.numbers { writer.append(number.bitPattern) }
    }
    writer.append(UInt32(sections.count))
    for section in sections {
      writer.append(section.name)
      writer.append(UInt64(section.bytes.count))
      writer.append(section.bytes)
    }
    // The length is known only now.
    let length = UInt64(writer.bytes.count + Self.hashLength)
    writer.bytes.replaceSubrange(12..<20, with: length.littleEndianBytes)
    return writer.bytes
  }

  /// Whether bytes begin as a model file does.
  package static func isModel(_ bytes: [UInt8]) -> Bool { bytes.starts(with: signature) }

  /// Reads a file.
  ///
  /// Memory is bounded by the size of the file, whatever counts it claims.
  ///
  /// - Throws: ``ModelFileError``, the first of its cases that applies.
  package init(_ bytes: [UInt8]) throws(ModelFileError) {
    guard !bytes.isEmpty, bytes.starts(with: Self.signature.prefix(bytes.count)) else {
      throw .notAModel
    }
    guard bytes.count <= Self.sizeLimit else {
      throw .tooLarge(byteCount: bytes.count, limit: Self.sizeLimit)
    }
    var reader = BinaryReader(bytes, at: Self.signature.count) { problem -> ModelFileError in
      guard case .truncated(let wanted, let found) = problem else {
        return .damaged(reason: "a name in it is not UTF-8")
      }
      return .truncated(expected: wanted, found: found)
    }
    func text() throws(ModelFileError) -> String {
      try reader.text(byteCount: Int(try reader.integer(UInt32.self)))
    }
    let version = try reader.integer(UInt32.self)
    guard version == Self.version else {
      throw .unsupportedVersion(found: version, supported: Self.version)
    }
    let length = try reader.integer(UInt64.self)
    guard length >= UInt64(reader.position + Self.hashLength), length <= UInt64(Self.sizeLimit)
    else { throw .damaged(reason: "\(length) bytes is no possible length") }
    guard bytes.count >= Int(length) else {
      throw .truncated(expected: Int(length), found: bytes.count)
    }
    guard bytes.count == Int(length) else {
      throw .damaged(reason: "there are bytes after its end")
    }
    let hash = ContentHash(of: bytes.dropLast(Self.hashLength))
    guard hash.isHash(bytes.suffix(Self.hashLength)) else {
      throw .damaged(reason: "its contents do not match its hash")
    }

    reader.end = bytes.count - Self.hashLength
    let kind = try text()
    let architecture = try text()
    var arrays: [NamedArray] = []
    for _ in 0..<(try reader.integer(UInt32.self)) {
      arrays.append(try Self.array(named: try text(), from: &reader))
    }
    var sections: [NamedSection] = []
    for _ in 0..<(try reader.integer(UInt32.self)) {
      let name = try text()
      let count = Int(clamping: try reader.integer(UInt64.self))
      sections.append(NamedSection(name: name, bytes: Array(try reader.take(count))))
    }
    guard reader.position == reader.end,
      Set(arrays.map(\.name)).count == arrays.count,
      Set(sections.map(\.name)).count == sections.count
    else { throw .damaged(reason: "its parts do not fit together") }
    self.init(kind: kind, architecture: architecture, arrays: arrays, sections: sections)
  }

  private static func array(
    named name: String, from reader: inout BinaryReader<ModelFileError>
  ) throws(ModelFileError) -> NamedArray {
    let rows = try reader.integer(UInt32.self)
    let columns = try reader.integer(UInt32.self)
    // The product of two numbers of 32 bits fits into 64.
    let count = UInt64(rows) * UInt64(columns)
    guard count > 0, count <= UInt64(ModelFile.sizeLimit) else {
      throw .damaged(reason: "array '\(name)' of \(rows) times \(columns) has no possible size")
    }
    let data = try reader.take(4 * Int(count))
    let numbers = data.withUnsafeBytes { data in
      (0..<Int(count)).map { index in
        Float(
          bitPattern: UInt32(
            littleEndian: data.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)))
      }
    }
    guard numbers.allSatisfy(\.isFinite) else {
      throw .damaged(reason: "array '\(name)' holds a number that is not finite")
    }
    return NamedArray(name: name, rows: Int(rows), columns: Int(columns), numbers: numbers)
  }
}
