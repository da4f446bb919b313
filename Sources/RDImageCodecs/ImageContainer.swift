import RDCore

/// The container of images coded by a trained codec, a ``TransformCodec`` or a ``LosslessImageCodec``, with validation on reading.
///
/// | bytes | what |
/// |---|---|
/// | 4 | `RDIM` |
/// | 1 | format version |
/// | 8 | the first bytes of the content hash of the model |
/// | varint | number of groups of images of equal size |
/// | varints, for each group | images, height, width, kind (1 grey, 3 colour), bytes of the payload |
/// | varying | the concatenated payloads |
/// | 4 | checksum of all bytes before it |
///
/// Varints are little-endian base-128 (LEB128). A photograph has
/// 27 bytes of overhead; thousands of small images share them.
package struct ImageContainer: Sendable, Equatable {
  package static let magic = Array("RDIM".utf8)
  package static let version: UInt8 = 1

  /// The number of stored bytes of a model's hash.
  package static let hashLength = 8
  package static let sampleLimit = 1 << 28
  static let sideLimit = 1 << 20

  /// The first ``hashLength`` bytes of the content hash of the model.
  package let modelHash: [UInt8]
  package let groups: [Group]

  /// Images of equal size, coded together.
  package struct Group: Sendable, Equatable {
    package let count: Int

    /// Rows of pixels.
    package let height: Int

    /// Columns of pixels.
    package let width: Int

    /// Whether the images are grey; a ``TransformCodec`` codes them as colour.
    package let isGrey: Bool
    package let payload: [UInt8]

    package init(count: Int, height: Int, width: Int, isGrey: Bool, payload: [UInt8]) {
      self.count = count
      self.height = height
      self.width = width
      self.isGrey = isGrey
      self.payload = payload
    }
  }

  /// A file from its parts.
  ///
  /// - Precondition: the hash has ``hashLength`` bytes.
  package init(modelHash: [UInt8], groups: [Group]) {
    precondition(modelHash.count == Self.hashLength)
    self.modelHash = modelHash
    self.groups = groups
  }

  package var bytes: [UInt8] {
    var writer = BinaryWriter(Self.magic)
    writer.append(Self.version)
    writer.append(modelHash)
    writer.appendVarint(groups.count)
    for group in groups {
      for number in [
        group.count, group.height, group.width, group.isGrey ? 1 : 3, group.payload.count,
      ] {
        writer.appendVarint(number)
      }
    }
    for group in groups { writer.append(group.payload) }
    return writer.checked
  }

  /// The number of bytes besides payloads.
  package var overhead: Int { bytes.count - groups.reduce(0) { $0 + $1.payload.count } }

  /// Reads a file.
  ///
  /// All sizes are checked against the length of the file and the limits of images, before memory is allocated.
  ///
  /// - Throws: ``ImageContainerError``, the first of its cases that applies.
  package init(parsing bytes: [UInt8]) throws(ImageContainerError) {
    let known = min(bytes.count, Self.magic.count)
    guard known > 0, bytes[..<known] == Self.magic[..<known] else { throw .notAContainer }
    var reader = BinaryReader(bytes, at: Self.magic.count) { problem -> ImageContainerError in
      guard case .impossibleNumber(_, _, let end) = problem else {
        return .truncated(at: bytes.count)
      }
      return .impossibleNumber(at: end)
    }
    // At most 42 bits.
    func number() throws(ImageContainerError) -> Int { Int(try reader.varint(groupLimit: 6)) }
    let version = try reader.integer(UInt8.self)
    guard version == Self.version else { throw .unknownVersion(version) }
    modelHash = Array(try reader.take(Self.hashLength))
    let groupCount = try number()
    // A group takes at least five bytes.
    guard groupCount <= reader.remaining / 5 else { throw .truncated(at: bytes.count) }
    var headers: [(count: Int, height: Int, width: Int, isGrey: Bool, payload: Int)] = []
    var samples = 0
    var payloads = 0
    for _ in 0..<groupCount {
      let (count, height, width) = (try number(), try number(), try number())
      let kind = try number()
      let payload = try number()
      guard count > 0, height > 0, width > 0, kind == 1 || kind == 3 else {
        throw .impossibleSize(count: count, height: height, width: width, channels: kind)
      }
      samples += try Self.samples(count, height: height, width: width, besides: samples)
      guard payload <= reader.remaining - payloads else { throw .truncated(at: bytes.count) }
      payloads += payload
      headers.append((count, height, width, kind == 1, payload))
    }
    guard reader.remaining >= payloads + 4 else { throw .truncated(at: bytes.count) }
    guard reader.remaining == payloads + 4 else {
      throw .trailingBytes(count: reader.remaining - payloads - 4)
    }
    guard Fingerprint(of: bytes.dropLast(4)).isDigest(bytes.suffix(4)) else {
      throw .altered
    }
    var groups: [Group] = []
    for header in headers {
      groups.append(
        Group(
          count: header.count, height: header.height, width: header.width, isGrey: header.isGrey,
          payload: Array(try reader.take(header.payload))))
    }
    self.groups = groups
  }

  /// The samples of images of equal size, three per pixel, if a file may have them.
  ///
  /// - Parameters:
  ///   - count: the number of images.
  ///   - height: rows of pixels of each.
  ///   - width: pixels in a row.
  ///   - samples: the number of samples of the file's other images.
  /// - Returns: the number of samples, without those of the other images.
  /// - Throws: ``ImageContainerError``.
  package static func samples(
    _ count: Int, height: Int, width: Int, besides samples: Int
  ) throws(ImageContainerError) -> Int {
    guard height <= sideLimit, width <= sideLimit,
      case (let size, false) = count.multipliedReportingOverflow(by: 3 * height * width),
      size <= sampleLimit - samples
    else { throw .tooLarge(count: count, height: height, width: width) }
    return size
  }
}
