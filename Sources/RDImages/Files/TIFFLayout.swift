#if RDTOOL_TIFF
  import Foundation
  import RDCore
  internal import CTIFF

  /// How the samples of a TIFF file's first picture are stored, from its tags.
  struct TIFFLayout {
    /// The shape of the picture, without channels that are left out.
    let shape: ImageShape

    /// Bits of each stored sample, 1 to 16.
    let bitDepth: Int

    /// Whether a stored sample is an index into a palette of 8 bits.
    let isPalette: Bool

    /// Whether libtiff has to convert the samples to RGB.
    let isConverted: Bool
    let orientation: Orientation

    /// Whether alpha is there and colours are multiplied by it.
    let isAlphaMultiplied: Bool

    /// Channels that are neither colours nor alpha.
    let spareChannelCount: Int

    let isTiled: Bool

    /// The size in pixels of a strip or tile; those at the right and lower edge may be cut.
    let blockWidth: Int
    let blockHeight: Int

    /// The planes of channels: one if the channels of a pixel stand side by side.
    let planeCount: Int

    private let isZeroWhite: Bool
    private let storedChannelCount: Int

    var pictureBitDepth: Int { isPalette || isConverted ? 8 : bitDepth }

    private var channelsPerPlane: Int { planeCount == 1 ? storedChannelCount : 1 }

    var blockRowByteCount: Int { (blockWidth * channelsPerPlane * bitDepth + 7) / 8 }

    var blockByteCount: Int { blockHeight * blockRowByteCount }

    init(_ tiff: OpaquePointer, _ input: ImageFileInput) throws(ImageFileError) {
      func number<Number: FixedWidthInteger>(
        _ tag: Int32, default value: Number
      ) -> Int {
        var number = value
        withUnsafeMutablePointer(to: &number) { pointer in
          _ = withVaList([pointer]) { TIFFVGetFieldDefaulted(tiff, UInt32(tag), $0) }
        }
        return Int(number)
      }
      func short(_ tag: Int32) -> Int { number(tag, default: UInt16(0)) }
      let width = number(TIFFTAG_IMAGEWIDTH, default: UInt32(0))
      let height = number(TIFFTAG_IMAGELENGTH, default: UInt32(0))
      let stored = short(TIFFTAG_SAMPLESPERPIXEL)
      let kind = Int32(short(TIFFTAG_PHOTOMETRIC))
      guard stored > 0 else { throw input.damage("it has no channel") }
      _ = try input.shape(height: height, width: width, channels: stored)

      let compression = short(TIFFTAG_COMPRESSION)
      guard TIFFIsCODECConfigured(UInt16(compression)) != 0 else {
        throw input.unsupported(
          "its compression is of the kind \(compression)\(Self.names[compression] ?? ""), which libtiff does not decode",
          remedy: "gdal_translate IN OUT.png' or 'vips copy IN OUT.png")
      }
      // A decoder of JPEG converts to RGB, chroma of any size.
      let isJPEG = compression == COMPRESSION_JPEG && kind == PHOTOMETRIC_YCBCR
      if isJPEG {
        _ = withVaList([JPEGCOLORMODE_RGB]) {
          TIFFVSetField(tiff, UInt32(TIFFTAG_JPEGCOLORMODE), $0)
        }
      }
      let colours: Int
      switch kind {
      case PHOTOMETRIC_MINISWHITE, PHOTOMETRIC_MINISBLACK, PHOTOMETRIC_PALETTE: colours = 1
      case PHOTOMETRIC_RGB, PHOTOMETRIC_YCBCR: colours = 3
      case PHOTOMETRIC_SEPARATED: throw input.unsupported("it has the inks of printing (CMYK)")
      default: throw input.unsupported("its colours are of the kind \(kind), not grey or RGB")
      }
      isConverted = kind == PHOTOMETRIC_YCBCR && !isJPEG
      isPalette = kind == PHOTOMETRIC_PALETTE
      isZeroWhite = kind == PHOTOMETRIC_MINISWHITE
      bitDepth = short(TIFFTAG_BITSPERSAMPLE)
      guard short(TIFFTAG_SAMPLEFORMAT) == SAMPLEFORMAT_UINT, (1...16).contains(bitDepth),
        !isPalette || bitDepth <= 8
      else {
        throw input.unsupported(
          "it has samples of \(bitDepth) bits that are signed, of floating point or too large",
          remedy: "magick IN -depth 16 OUT.png")
      }
      guard stored >= colours else { throw input.damage("it lacks a channel") }
      let extra = Self.firstExtraSample(tiff).map(Int32.init)
      let hasAlpha =
        stored > colours && !isConverted
        && (extra == EXTRASAMPLE_ASSOCALPHA || extra == EXTRASAMPLE_UNASSALPHA)
      isAlphaMultiplied = hasAlpha && extra == EXTRASAMPLE_ASSOCALPHA
      spareChannelCount = stored - colours - (hasAlpha ? 1 : 0)
      storedChannelCount = stored
      shape = try input.shape(
        height: height, width: width, channels: (isPalette ? 3 : colours) + (hasAlpha ? 1 : 0))
      planeCount = stored > 1 && short(TIFFTAG_PLANARCONFIG) == PLANARCONFIG_SEPARATE ? stored : 1
      orientation = Orientation(rawValue: short(TIFFTAG_ORIENTATION)) ?? .upright
      isTiled = TIFFIsTiled(tiff) != 0
      blockWidth = isTiled ? number(TIFFTAG_TILEWIDTH, default: UInt32(0)) : width
      blockHeight =
        isTiled
        ? number(TIFFTAG_TILELENGTH, default: UInt32(0))
        : min(number(TIFFTAG_ROWSPERSTRIP, default: UInt32.max), height)
      // A block is a buffer of its own.
      _ = try input.shape(height: blockHeight, width: blockWidth, channels: stored)
    }

    /// Compressions of other programs.
    private static let names = [
      33003: " (JPEG 2000)", 33005: " (JPEG 2000)", 34712: " (JPEG 2000)", 50002: " (JPEG XL)",
      52546: " (JPEG XL)",
    ]

    private static func firstExtraSample(_ tiff: OpaquePointer) -> UInt16? {
      var count: UInt16 = 0
      var kinds: UnsafeMutablePointer<UInt16>?
      _ = withUnsafeMutablePointer(to: &count) { count in
        withUnsafeMutablePointer(to: &kinds) { kinds in
          withVaList([count, kinds]) {
            TIFFVGetFieldDefaulted(tiff, UInt32(TIFFTAG_EXTRASAMPLES), $0)
          }
        }
      }
      return count > 0 ? kinds?.pointee : nil
    }

    /// Copies a pixel of a block, or its sample of one plane, into the samples of the picture from a position on.
    @inline(__always)
    func read(
      _ block: [UInt8], rowStart: Int, column: Int, plane: Int, palette: [UInt16],
      into samples: inout [UInt16], at position: Int
    ) {
      for channel in 0..<channelsPerPlane {
        // Of a palette's channels, the first three come from one index.
        let target = planeCount == 1 ? channel : plane
        let value = sample(column * channelsPerPlane + channel, of: block, rowStart: rowStart)
        if isPalette, target == 0 {
          for colour in 0..<3 { samples[position + colour] = palette[3 * Int(value) + colour] }
        } else if (isPalette ? target + 2 : target) < shape.channels {
          let maximum = UInt16(truncatingIfNeeded: 1 << bitDepth - 1)
          samples[position + (isPalette ? target + 2 : target)] =
            isZeroWhite && target == 0 ? maximum - value : value
        }
      }
    }

    /// A sample of a row: of 16 bits in the machine's order, of other than whole bytes packed from the highest bit on.
    @inline(__always)
    private func sample(_ index: Int, of block: [UInt8], rowStart: Int) -> UInt16 {
      if bitDepth == 8 { return UInt16(block[rowStart + index]) }
      if bitDepth == 16 {
        return block.withUnsafeBytes {
          $0.loadUnaligned(fromByteOffset: rowStart + 2 * index, as: UInt16.self)
        }
      }
      var value: UInt16 = 0
      for bit in (index * bitDepth)..<((index + 1) * bitDepth) {
        value = value << 1 | UInt16(block[rowStart + bit / 8] >> UInt8(7 - bit % 8) & 1)
      }
      return value
    }
  }
#endif
