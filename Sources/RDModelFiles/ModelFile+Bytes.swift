import RDFiles
import RDResults

/// The form of a model file, little-endian throughout; a text is its length in UTF-8 (4 bytes) and itself.
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
  /// A longer file is refused before memory is taken: 1 GiB.
  package static let sizeLimit = 1 << 30

  /// The format that is written and read.
  package static let version: UInt32 = 1

  private static let signature = Array("RDMODEL\n".utf8)
  private static let hashLength = 32

  /// The file.
  package var bytes: [UInt8] { content + ContentHash(of: content).bytes }

  /// The file without its hash.
  var content: [UInt8] {
    var bytes: [UInt8] = []
    let size = arrays.reduce(0) { $0 + 4 * $1.numbers.count + $1.name.utf8.count + 12 }
    bytes.reserveCapacity(size + sections.reduce(0) { $0 + $1.bytes.count + 64 } + 4096)
    bytes += Self.signature
    bytes.append(number: Self.version)
    bytes.append(number: UInt64(0))
    bytes.append(text: kind)
    bytes.append(text: architecture)
    bytes.append(number: UInt32(arrays.count))
    for array in arrays {
      bytes.append(text: array.name)
      bytes.append(number: UInt32(array.rows))
      bytes.append(number: UInt32(array.columns))
      for number in array.numbers { bytes.append(number: number.bitPattern) }
    }
    bytes.append(number: UInt32(sections.count))
    for section in sections {
      bytes.append(text: section.name)
      bytes.append(number: UInt64(section.bytes.count))
      bytes += section.bytes
    }
    // The length is known only now.
    let length = UInt64(bytes.count + Self.hashLength)
    for place in 0..<8 { bytes[12 + place] = UInt8(truncatingIfNeeded: length >> (8 * place)) }
    return bytes
  }

  /// Reads a file.
  ///
  /// Nothing that the bytes say decides how much memory is taken.
  ///
  /// - Throws: ``ModelFileError``, the first of its cases that applies.
  package init(_ bytes: [UInt8]) throws(ModelFileError) {
    guard !bytes.isEmpty, bytes.starts(with: Self.signature.prefix(bytes.count)) else {
      throw .notAModel
    }
    guard bytes.count <= Self.sizeLimit else {
      throw .tooLarge(byteCount: bytes.count, limit: Self.sizeLimit)
    }
    var reader = ModelFileReader(bytes, at: Self.signature.count)
    let version: UInt32 = try reader.number()
    guard version == Self.version else {
      throw .unsupportedVersion(found: version, supported: Self.version)
    }
    let length: UInt64 = try reader.number()
    guard length >= UInt64(reader.position + Self.hashLength), length <= UInt64(Self.sizeLimit)
    else { throw .damaged(reason: "\(length) bytes is no possible length") }
    guard bytes.count >= Int(length) else {
      throw .truncated(expected: Int(length), found: bytes.count)
    }
    guard bytes.count == Int(length) else {
      throw .damaged(reason: "there are bytes after its end")
    }
    let hash = ContentHash(of: bytes.dropLast(Self.hashLength))
    guard hash.bytes.elementsEqual(bytes.suffix(Self.hashLength)) else {
      throw .damaged(reason: "its contents do not match its hash")
    }

    reader.end = bytes.count - Self.hashLength
    let kind = try reader.text()
    let architecture = try reader.text()
    var arrays: [NamedArray] = []
    for _ in 0..<(try reader.number() as UInt32) { arrays.append(try reader.array()) }
    var sections: [NamedSection] = []
    for _ in 0..<(try reader.number() as UInt32) {
      let name = try reader.text()
      let count: UInt64 = try reader.number()
      sections.append(NamedSection(name: name, bytes: Array(try reader.bytes(count: count))))
    }
    guard reader.position == reader.end,
      Set(arrays.map(\.name)).count == arrays.count,
      Set(sections.map(\.name)).count == sections.count
    else { throw .damaged(reason: "its parts do not fit together") }
    self.init(kind: kind, architecture: architecture, arrays: arrays, sections: sections)
  }
}

extension [UInt8] {
  fileprivate mutating func append<Number: FixedWidthInteger>(number: Number) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }

  fileprivate mutating func append(text: String) {
    append(number: UInt32(text.utf8.count))
    append(contentsOf: text.utf8)
  }
}
