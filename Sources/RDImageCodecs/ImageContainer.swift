import RDCore

/// A file of images that a trained codec coded, a ``TransformCodec`` or a ``LosslessImageCodec``: what stands where, and what is checked before it is believed.
///
/// | bytes | what |
/// |---|---|
/// | 4 | `RDIM` |
/// | 1 | format version |
/// | 8 | the first bytes of the content hash of the model |
/// | varying | how many groups of images of equal size |
/// | varying, for each group | images, height, width, kind (1 grey, 3 colour), bytes of the payload |
/// | varying | the payloads, one after the other |
/// | 4 | checksum of all bytes before it |
///
/// Numbers of varying length are in groups of 7 bits, least first, with the top bit set on all but the last byte. A photograph has
/// 27 bytes around its payload; thousands of small images share them.
package struct ImageContainer: Sendable, Equatable {
  package static let magic = Array("RDIM".utf8)

  /// The version that is written and read.
  package static let version: UInt8 = 1

  /// Bytes of a model's hash that a file has.
  package static let hashLength = 8

  /// The most samples of all images together.
  package static let sampleLimit = 1 << 28

  /// The longest side of an image.
  static let sideLimit = 1 << 20

  /// The first ``hashLength`` bytes of the content hash of the model.
  package let modelHash: [UInt8]

  /// The groups, in the order of the images.
  package let groups: [Group]

  /// Images of equal size, coded together.
  package struct Group: Sendable, Equatable {
    /// How many images.
    package let count: Int

    /// Rows of pixels.
    package let height: Int

    /// Pixels in a row.
    package let width: Int

    /// Whether the images are grey; a ``TransformCodec`` codes them as colour.
    package let isGrey: Bool

    /// All of them, coded.
    package let payload: [UInt8]

    /// A group.
    package init(count: Int, height: Int, width: Int, isGrey: Bool, payload: [UInt8]) {
      self.count = count
      self.height = height
      self.width = width
      self.isGrey = isGrey
      self.payload = payload
    }
  }

  /// A file of its parts.
  ///
  /// - Precondition: the hash has ``hashLength`` bytes.
  package init(modelHash: [UInt8], groups: [Group]) {
    precondition(modelHash.count == Self.hashLength)
    self.modelHash = modelHash
    self.groups = groups
  }

  /// All bytes of the file.
  package var bytes: [UInt8] {
    var bytes = Self.magic + [Self.version] + modelHash
    Self.append(groups.count, to: &bytes)
    for group in groups {
      for number in [group.count, group.height, group.width, group.isGrey ? 1 : 3] {
        Self.append(number, to: &bytes)
      }
      Self.append(group.payload.count, to: &bytes)
    }
    for group in groups { bytes += group.payload }
    return bytes + Self.checksum(of: bytes[...])
  }

  /// How many of the bytes are not payload.
  package var overhead: Int { bytes.count - groups.reduce(0) { $0 + $1.payload.count } }

  /// Reads a file.
  ///
  /// All sizes are checked against the bytes there are, and against what an image may have, before memory is taken.
  ///
  /// - Throws: ``ImageContainerError``, the first of its cases that applies.
  package init(parsing bytes: [UInt8]) throws(ImageContainerError) {
    let known = min(bytes.count, Self.magic.count)
    guard known > 0, bytes[..<known] == Self.magic[..<known] else { throw .notAContainer }
    var reader = Reader(bytes: bytes, position: Self.magic.count)
    let version = try reader.byte()
    guard version == Self.version else { throw .unknownVersion(version) }
    modelHash = try reader.take(Self.hashLength)
    let groupCount = try reader.number()
    // A group takes at least five bytes.
    guard groupCount <= reader.rest / 5 else { throw .truncated(at: bytes.count) }
    var headers: [(count: Int, height: Int, width: Int, isGrey: Bool, payload: Int)] = []
    var samples = 0
    var payloads = 0
    for _ in 0..<groupCount {
      let (count, height, width) = (try reader.number(), try reader.number(), try reader.number())
      let kind = try reader.number()
      let payload = try reader.number()
      guard count > 0, height > 0, width > 0, kind == 1 || kind == 3 else {
        throw .impossibleSize(count: count, height: height, width: width, channels: kind)
      }
      samples += try Self.samples(count, height: height, width: width, besides: samples)
      guard payload <= reader.rest - payloads else { throw .truncated(at: bytes.count) }
      payloads += payload
      headers.append((count, height, width, kind == 1, payload))
    }
    guard reader.rest >= payloads + 4 else { throw .truncated(at: bytes.count) }
    guard reader.rest == payloads + 4 else {
      throw .trailingBytes(count: reader.rest - payloads - 4)
    }
    guard Array(bytes.suffix(4)) == Self.checksum(of: bytes.dropLast(4)) else { throw .altered }
    var groups: [Group] = []
    for header in headers {
      groups.append(
        Group(
          count: header.count, height: header.height, width: header.width, isGrey: header.isGrey,
          payload: try reader.take(header.payload)))
    }
    self.groups = groups
  }

  /// The samples of images of equal size, three a pixel, if a file may have them.
  ///
  /// - Parameters:
  ///   - count: how many images.
  ///   - height: rows of pixels of each.
  ///   - width: pixels in a row.
  ///   - samples: those of the other images of the file.
  /// - Returns: the samples, those of the other images left out.
  /// - Throws: ``ImageContainerError/tooLarge(count:height:width:)``.
  package static func samples(
    _ count: Int, height: Int, width: Int, besides samples: Int
  ) throws(ImageContainerError) -> Int {
    guard height <= sideLimit, width <= sideLimit,
      case (let size, false) = count.multipliedReportingOverflow(by: 3 * height * width),
      size <= sampleLimit - samples
    else { throw .tooLarge(count: count, height: height, width: width) }
    return size
  }

  /// The first bytes of a model's hash as messages show them.
  package static func text(of hash: [UInt8]) -> String {
    hash.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  /// The upper half of the fingerprint of some bytes, mixed with the lower one.
  package static func checksum(of bytes: ArraySlice<UInt8>) -> [UInt8] {
    var digest = Fingerprint()
    for byte in bytes { digest.absorb(UInt64(byte)) }
    let mixed = UInt32(truncatingIfNeeded: digest.value ^ digest.value >> 32)
    return (0..<4).map { UInt8(truncatingIfNeeded: mixed >> UInt32(8 * $0)) }
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7f) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

/// Reads the parts of a file one after the other.
private struct Reader {
  package let bytes: [UInt8]
  package var position: Int

  /// Bytes not read yet.
  package var rest: Int { bytes.count - position }

  package mutating func byte() throws(ImageContainerError) -> UInt8 {
    guard rest > 0 else { throw .truncated(at: bytes.count) }
    defer { position += 1 }
    return bytes[position]
  }

  package mutating func take(_ count: Int) throws(ImageContainerError) -> [UInt8] {
    guard count <= rest else { throw .truncated(at: bytes.count) }
    defer { position += count }
    return Array(bytes[position..<position + count])
  }

  /// A number of at most 42 bits.
  package mutating func number() throws(ImageContainerError) -> Int {
    var number = 0
    for shift in stride(from: 0, to: 42, by: 7) {
      let byte = try byte()
      number |= Int(byte & 0x7f) << shift
      if byte < 0x80 { return number }
    }
    throw .impossibleNumber(at: position)
  }
}
