import RDCore

/// Reads the bytes of a BMP file.
struct BMPReader {
  private let input: ImageFileInput
  private let bytes: [UInt8]
  private let width: Int
  private let height: Int

  /// Whether the first stored row is the lowest.
  private let isBottomUp: Bool
  private let bitsPerPixel: Int
  private let compression: Compression

  /// Red, green, blue and alpha in a pixel of 16 or 32 bits.
  private let fields: [BitField]
  private let palette: [[UInt16]]
  private let pixelStart: Int

  private enum Compression: Int {
    case none = 0
    case runLengths8 = 1
    case runLengths4 = 2
    case bitFields = 3
    case bitFieldsWithAlpha = 6
  }

  /// The bits of a channel in a pixel.
  private struct BitField {
    let mask: UInt32

    /// The value of a channel scaled to 8 bits.
    func sample(_ pixel: UInt32) -> UInt16 {
      guard mask != 0 else { return 0 }
      let shift = UInt32(mask.trailingZeroBitCount)
      let maximum = UInt64(mask >> shift)
      return UInt16((UInt64((pixel & mask) >> shift) * 255 + maximum / 2) / maximum)
    }
  }

  /// Reads the headers.
  ///
  /// - Throws: ``ImageFileError``.
  init(_ input: ImageFileInput) throws(ImageFileError) {
    self.input = input
    let bytes = input.bytes
    self.bytes = bytes
    func number(at position: Int, byteCount: Int = 4) throws(ImageFileError) -> Int {
      guard position >= 0, position + byteCount <= bytes.count else {
        throw input.damage("the header is not whole")
      }
      return bytes[position..<(position + byteCount)].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    // 12 bytes are of OS/2; 40 and more have signed sizes and a compression.
    let headerSize = try number(at: 14)
    let isOld = headerSize == 12
    guard isOld || headerSize >= 16 else { throw input.damage("its header is of no known size") }
    width = try isOld ? number(at: 18, byteCount: 2) : number(at: 18)
    let signedHeight = Int(
      Int32(truncatingIfNeeded: try isOld ? number(at: 20, byteCount: 2) : number(at: 22)))
    isBottomUp = signedHeight > 0
    height = abs(signedHeight)
    bitsPerPixel = try number(at: isOld ? 24 : 28, byteCount: 2)
    let code = try headerSize >= 40 ? number(at: 30) : 0
    guard let compression = Compression(rawValue: code),
      [1, 2, 4, 8, 16, 24, 32].contains(bitsPerPixel)
    else {
      throw input.unsupported("it has \(bitsPerPixel) bits per pixel in the compression \(code)")
    }
    self.compression = compression
    let hasFields = compression == .bitFields || compression == .bitFieldsWithAlpha
    if hasFields {
      let hasAlpha = headerSize >= 56 || compression == .bitFieldsWithAlpha
      var masks: [BitField] = []
      for index in 0..<(hasAlpha ? 4 : 3) {
        masks.append(
          BitField(mask: UInt32(truncatingIfNeeded: try number(at: 54 + 4 * index))))
      }
      fields = masks.last?.mask == 0 ? Array(masks.prefix(3)) : masks
    } else {
      fields = (bitsPerPixel == 16 ? [0x7c00, 0x3e0, 0x1f] : [0xff0000, 0xff00, 0xff])
        .map { BitField(mask: $0) }
    }
    pixelStart = try number(at: 10)
    let paletteStart = 14 + headerSize + (hasFields && headerSize == 40 ? 4 * fields.count : 0)
    let entrySize = isOld ? 3 : 4
    var palette: [[UInt16]] = []
    if bitsPerPixel <= 8 {
      let limit = 1 << bitsPerPixel
      let used = try headerSize >= 40 ? number(at: 46) : 0
      let end = min(pixelStart, bytes.count)
      for index in 0..<(used == 0 ? limit : min(used, limit)) {
        let start = paletteStart + entrySize * index
        guard start + 3 <= end else { break }
        palette.append([UInt16(bytes[start + 2]), UInt16(bytes[start + 1]), UInt16(bytes[start])])
      }
    }
    self.palette = palette
  }

  /// The picture.
  ///
  /// - Throws: ``ImageFileError``.
  func read() throws(ImageFileError) -> DecodedPicture {
    let shape = try input.shape(
      height: height, width: width, channels: bitsPerPixel > 8 && fields.count == 4 ? 4 : 3)
    guard pixelStart <= bytes.count else { throw input.damage("it ends before its pixels") }
    let samples: [UInt16]
    switch compression {
    case .runLengths8, .runLengths4: samples = try runLengths(shape)
    default: samples = try rows(shape)
    }
    return DecodedPicture(Image(shape: shape, samples: samples))
  }

  /// The position of a stored row's first sample in the picture.
  private func position(row: Int, _ shape: ImageShape) -> Int {
    (isBottomUp ? height - 1 - row : row) * width * shape.channels
  }

  private func rows(_ shape: ImageShape) throws(ImageFileError) -> [UInt16] {
    let rowByteCount = (width * bitsPerPixel + 31) / 32 * 4
    // The padding of the last row may be missing.
    guard bytes.count - pixelStart >= rowByteCount * (height - 1) + (width * bitsPerPixel + 7) / 8
    else { throw input.damage("it ends before its last pixel") }
    let packed = PackedRows(bitDepth: min(bitsPerPixel, 8), samplesPerRow: width)
    var samples = [UInt16](repeating: 0, count: shape.elementCount)
    try bytes.withUnsafeBufferPointer { (bytes) throws(ImageFileError) in
      guard let start = bytes.baseAddress else { return }
      for row in 0..<height {
        let line = start + pixelStart + row * rowByteCount
        var target = position(row: row, shape)
        for column in 0..<width {
          if bitsPerPixel <= 8 {
            try put(Int(packed.sample(column, of: line)), into: &samples, at: target)
          } else {
            let byteCount = bitsPerPixel / 8
            var pixel: UInt32 = 0
            for byte in 0..<byteCount {
              pixel |= UInt32(line[column * byteCount + byte]) << UInt32(8 * byte)
            }
            for (channel, field) in fields.enumerated() {
              samples[target + channel] = field.sample(pixel)
            }
          }
          target += shape.channels
        }
      }
    }
    return samples
  }

  private func put(
    _ index: Int, into samples: inout [UInt16], at position: Int
  ) throws(ImageFileError) {
    guard index < palette.count else { throw input.damage("a colour is not in its palette") }
    for channel in 0..<3 { samples[position + channel] = palette[index][channel] }
  }

  /// Runs of an index, or of two that alternate, and sequences of plain ones; what is skipped has the first colour.
  private func runLengths(_ shape: ImageShape) throws(ImageFileError) -> [UInt16] {
    let isHalf = compression == .runLengths4
    guard bitsPerPixel == (isHalf ? 4 : 8), !palette.isEmpty else {
      throw input.damage("its run lengths are not of \(bitsPerPixel) bits")
    }
    var indices = [UInt8](repeating: 0, count: shape.pixelCount)
    var (row, column, next) = (0, 0, pixelStart)
    func byte() throws(ImageFileError) -> Int {
      guard next < bytes.count else { throw input.damage("it ends before its last pixel") }
      next += 1
      return Int(bytes[next - 1])
    }
    func put(_ value: Int) {
      if row < height, column < width { indices[row * width + column] = UInt8(value) }
      column += 1
    }
    decoding: while row < height {
      let count = try byte()
      let value = try byte()
      guard count == 0 else {
        for index in 0..<count {
          put(isHalf ? (index % 2 == 0 ? value >> 4 : value & 15) : value)
        }
        continue
      }
      switch value {
      case 0: (row, column) = (row + 1, 0)
      case 1: break decoding
      case 2:
        column += try byte()
        row += try byte()
      default:
        var pair = 0
        for index in 0..<value {
          if !isHalf || index % 2 == 0 { pair = try byte() }
          put(isHalf ? (index % 2 == 0 ? pair >> 4 : pair & 15) : pair)
        }
        // A sequence fills pairs of bytes.
        let byteCount = isHalf ? (value + 1) / 2 : value
        next += byteCount % 2
      }
    }
    var samples = [UInt16](repeating: 0, count: shape.elementCount)
    for row in 0..<height {
      let target = position(row: row, shape)
      for column in 0..<width {
        try self.put(
          Int(indices[row * width + column]), into: &samples,
          at: target + column * shape.channels)
      }
    }
    return samples
  }
}
