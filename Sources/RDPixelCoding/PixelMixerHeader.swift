import RDCore

/// What precedes the coded samples in a file of the pixel mixer.
///
/// | bytes | what |
/// |---|---|
/// | 3 | `RDL` |
/// | 1 | format version |
/// | 1 | bits per sample - 1, plus 16 times the number of channels - 1 |
/// | varints | width, height |
/// | 4 | checksum of the header so far and the samples |
struct PixelMixerHeader: Equatable {
  let shape: ImageShape
  let bitDepth: Int

  static let version: UInt8 = 1

  /// The header without its checksum.
  var bytes: [UInt8] {
    var writer = BinaryWriter(PixelMixer.magic)
    writer.append(Self.version)
    writer.append(UInt8((bitDepth - 1) | (shape.channels - 1) << 4))
    writer.appendVarint(shape.width)
    writer.appendVarint(shape.height)
    return writer.bytes
  }

  init(shape: ImageShape, bitDepth: Int) {
    self.shape = shape
    self.bitDepth = bitDepth
  }

  /// Reads a header up to its checksum.
  ///
  /// - Throws: ``PixelMixerError``, also if there are too many samples for the bytes that follow.
  init(
    from reader: inout BinaryReader<PixelMixerError>, sampleLimit: Int
  ) throws(PixelMixerError) {
    guard try reader.take(PixelMixer.magic.count).elementsEqual(PixelMixer.magic) else {
      throw .damaged(reason: "it does not begin with RDL")
    }
    let version: UInt8 = try reader.integer()
    guard version == Self.version else {
      throw .damaged(
        reason: "it has format version \(version), and this program reads version \(Self.version)")
    }
    let kind: UInt8 = try reader.integer()
    guard kind < 64 else { throw .damaged(reason: "its kind of samples is unknown") }
    let width = try reader.varint("width", groupLimit: 4, isShortest: true)
    let height = try reader.varint("height", groupLimit: 4, isShortest: true)
    guard width > 0, height > 0 else { throw .damaged(reason: "it has no pixel") }
    let channels = Int(kind >> 4) + 1
    // Each side is below 2^28, so nothing overflows.
    let count = Int(width * height) * channels
    guard count <= sampleLimit else {
      throw .tooLarge(height: Int(height), width: Int(width), channels: channels)
    }
    guard count >> Self.samplesPerByteBits <= reader.remaining else {
      throw .damaged(reason: "it is too short for \(width)x\(height) pixels")
    }
    shape = ImageShape(height: Int(height), width: Int(width), channels: channels)
    bitDepth = Int(kind & 15) + 1
  }

  /// A sample takes a decision at least, and none is more probable than `1 - 2^-18`: that is more than `2^-17.5` bits.
  private static let samplesPerByteBits = 21
}
