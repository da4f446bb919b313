import Foundation
import RDCore

#if RDTOOL_TIFF
  internal import CTIFF
#endif

/// TIFF files: the first picture, grey, palette or colour, with or without alpha, of up to 16 bits per sample, in strips or tiles.
///
/// > Source: [adobe1992tiff].
enum TIFFFile {
  static let format = ImageFileFormat(
    "TIFF", suffixes: ["tif", "tiff"],
    // Classic and big files, of either order of bytes.
    signatures: ["II*\0", "MM\0*", "II+\0", "MM\0+"].map { FileSignature($0) },
    library: "libtiff", libraryVersion: libraryVersion, decoder: decoder)

  #if RDTOOL_TIFF
    /// The number in a text such as "LIBTIFF, Version 4.5.0" and a copyright on the next line.
    private static let libraryVersion: String? = TIFFGetVersion().flatMap {
      String(cString: $0).split(separator: "\n").first?.split(separator: " ").last.map(String.init)
    }

    private static let decoder: ImageFileFormat.Decoder? = { input throws(ImageFileError) in
      let stream = TIFFStream(input.bytes)
      return try stream.use { tiff throws(ImageFileError) in
        guard let tiff else { throw input.damage(stream.problem) }
        let layout = try TIFFLayout(tiff, input)
        let samples =
          try layout.isConverted
          ? converted(tiff, layout, input, stream) : samples(tiff, layout, input, stream)
        var warnings: [String] = []
        if TIFFLastDirectory(tiff) == 0 {
          warnings.append("it has more than one picture, of which the first is taken")
        }
        if layout.isAlphaMultiplied {
          warnings.append("its colours are multiplied by alpha, and are taken as they are stored")
        }
        if layout.spareChannelCount > 0 {
          warnings.append("\(layout.spareChannelCount) channels beside its colours are left out")
        }
        return DecodedPicture(
          Image(shape: layout.shape, bitDepth: layout.pictureBitDepth, samples: samples),
          orientation: layout.orientation, profile: profile(tiff), warnings: warnings)
      }
    }

    private static func profile(_ tiff: OpaquePointer) -> [UInt8]? {
      var count: UInt32 = 0
      var data: UnsafeMutableRawPointer?
      let isThere = withUnsafeMutablePointer(to: &count) { count in
        withUnsafeMutablePointer(to: &data) { data in
          withVaList([count, data]) { TIFFVGetField(tiff, UInt32(TIFFTAG_ICCPROFILE), $0) }
        }
      }
      guard isThere != 0, let data else { return nil }
      return Array(UnsafeRawBufferPointer(start: data, count: Int(count)))
    }

    /// The samples of strips or tiles.
    private static func samples(
      _ tiff: OpaquePointer, _ layout: TIFFLayout, _ input: ImageFileInput, _ stream: TIFFStream
    ) throws(ImageFileError) -> [UInt16] {
      let shape = layout.shape
      let palette = try layout.isPalette ? palette(tiff, layout, input) : []
      var samples = [UInt16](repeating: 0, count: shape.elementCount)
      var block = [UInt8](repeating: 0, count: layout.blockByteCount)
      var index: UInt32 = 0
      for plane in 0..<layout.planeCount {
        for top in stride(from: 0, to: shape.height, by: layout.blockHeight) {
          for left in stride(from: 0, to: shape.width, by: layout.blockWidth) {
            let size =
              layout.isTiled
              ? TIFFReadEncodedTile(tiff, index, &block, tmsize_t(block.count))
              : TIFFReadEncodedStrip(tiff, index, &block, tmsize_t(block.count))
            guard size >= 0 else { throw input.damage(stream.problem) }
            index += 1
            let width = min(layout.blockWidth, shape.width - left)
            for row in 0..<min(layout.blockHeight, shape.height - top) {
              let start = row * layout.blockRowByteCount
              for column in 0..<width {
                let position = ((top + row) * shape.width + left + column) * shape.channels
                layout.read(
                  block, rowStart: start, column: column, plane: plane, palette: palette,
                  into: &samples, at: position)
              }
            }
          }
        }
      }
      return samples
    }

    /// The colours of the palette, one after the other.
    private static func palette(
      _ tiff: OpaquePointer, _ layout: TIFFLayout, _ input: ImageFileInput
    ) throws(ImageFileError) -> [UInt16] {
      var maps:
        (
          red: UnsafeMutablePointer<UInt16>?, green: UnsafeMutablePointer<UInt16>?,
          blue: UnsafeMutablePointer<UInt16>?
        )
      let isThere = withUnsafeMutablePointer(to: &maps.red) { red in
        withUnsafeMutablePointer(to: &maps.green) { green in
          withUnsafeMutablePointer(to: &maps.blue) { blue in
            withVaList([red, green, blue]) { TIFFVGetField(tiff, UInt32(TIFFTAG_COLORMAP), $0) }
          }
        }
      }
      guard isThere != 0, let red = maps.red, let green = maps.green, let blue = maps.blue else {
        throw input.damage("it has no palette")
      }
      let colours = (0..<(1 << layout.bitDepth)).flatMap { [red[$0], green[$0], blue[$0]] }
      // Of 16 bits by the standard; some writers have 8.
      let isOfBytes = colours.allSatisfy { $0 < 256 }
      return colours.map { isOfBytes ? $0 : $0 >> 8 }
    }

    /// The samples as libtiff converts them to RGB of 8 bits: luma and chroma that no JPEG decoder has converted.
    private static func converted(
      _ tiff: OpaquePointer, _ layout: TIFFLayout, _ input: ImageFileInput, _ stream: TIFFStream
    ) throws(ImageFileError) -> [UInt16] {
      let shape = layout.shape
      var pixels = [UInt32](repeating: 0, count: shape.pixelCount)
      guard
        TIFFReadRGBAImageOriented(
          tiff, UInt32(shape.width), UInt32(shape.height), &pixels,
          Int32(layout.orientation.rawValue), 1) != 0
      else { throw input.damage(stream.problem) }
      var samples = [UInt16](repeating: 0, count: shape.elementCount)
      for (index, pixel) in pixels.enumerated() {
        for channel in 0..<3 {
          samples[3 * index + channel] = UInt16(pixel >> UInt32(8 * channel) & 0xff)
        }
      }
      return samples
    }
  #else
    private static let libraryVersion: String? = nil
    private static let decoder: ImageFileFormat.Decoder? = nil
  #endif
}
