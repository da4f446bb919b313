import RDCore

#if RDTOOL_GIF
  internal import CGIF
#endif

/// GIF files: the first picture, on its canvas, with alpha if something of the canvas shows through.
///
/// > Source: [compuserve1990gif].
enum GIFFile {
  static let format = ImageFileFormat(
    "GIF", suffixes: ["gif"], signatures: [FileSignature("GIF87a"), FileSignature("GIF89a")],
    library: "giflib", libraryVersion: libraryVersion, decoder: decoder)

  #if RDTOOL_GIF
    private static let libraryVersion: String? =
      "\(GIFLIB_MAJOR).\(GIFLIB_MINOR).\(GIFLIB_RELEASE)"

    private static let decoder: ImageFileFormat.Decoder? = { input throws(ImageFileError) in
      let stream = Stream(input.bytes)
      var status: Int32 = 0
      guard
        let gif = DGifOpen(
          Unmanaged.passUnretained(stream).toOpaque(),
          { gif, buffer, count in
            guard let gif, let buffer, let user = gif.pointee.UserData else { return 0 }
            let stream = Unmanaged<Stream>.fromOpaque(user).takeUnretainedValue()
            return stream.read(into: buffer, count)
          }, &status)
      else { throw input.damage(reason(status)) }
      defer {
        DGifCloseFile(gif, nil)
        withExtendedLifetime(stream) {}
      }
      func check(_ result: Int32) throws(ImageFileError) {
        guard result == GIF_OK else { throw input.damage(reason(gif.pointee.Error)) }
      }
      var transparentIndex: UInt8?
      guard try seekPicture(gif, &transparentIndex, check) else {
        throw input.damage("it has no picture")
      }
      try check(DGifGetImageDesc(gif))
      let picture = try image(gif, transparentIndex, input, check)
      // An incomplete picture after the first does not count.
      let isAnimation = (try? seekPicture(gif, &transparentIndex, check)) ?? false
      return DecodedPicture(
        picture,
        warnings: isAnimation ? ["it is an animation, of which the first picture is taken"] : [])
    }

    /// Reads up to the next picture, and which index of the palette is transparent.
    ///
    /// - Returns: whether there is one.
    private static func seekPicture(
      _ gif: UnsafeMutablePointer<GifFileType>, _ transparentIndex: inout UInt8?,
      _ check: (Int32) throws(ImageFileError) -> Void
    ) throws(ImageFileError) -> Bool {
      while true {
        var kind = UNDEFINED_RECORD_TYPE
        try check(DGifGetRecordType(gif, &kind))
        guard kind == EXTENSION_RECORD_TYPE else { return kind == IMAGE_DESC_RECORD_TYPE }
        var code: Int32 = 0
        var block: UnsafeMutablePointer<UInt8>?
        try check(DGifGetExtension(gif, &code, &block))
        // The block's length, flags, delay of two bytes, and index.
        if code == GRAPHICS_EXT_FUNC_CODE, let block, block[0] >= 4 {
          transparentIndex = block[1] & 1 == 1 ? block[4] : nil
        }
        while block != nil { try check(DGifGetExtensionNext(gif, &block)) }
      }
    }

    private static func image(
      _ gif: UnsafeMutablePointer<GifFileType>, _ transparentIndex: UInt8?,
      _ input: ImageFileInput, _ check: (Int32) throws(ImageFileError) -> Void
    ) throws(ImageFileError) -> Image {
      let frame = gif.pointee.Image
      let (left, top) = (Int(frame.Left), Int(frame.Top))
      let (width, height) = (Int(frame.Width), Int(frame.Height))
      // Some writers leave the canvas empty or make it too small.
      let canvasWidth = max(Int(gif.pointee.SWidth), left + width)
      let canvasHeight = max(Int(gif.pointee.SHeight), top + height)
      let isWhole = width == canvasWidth && height == canvasHeight
      let channels = isWhole && transparentIndex == nil ? 3 : 4
      let shape = try input.shape(height: canvasHeight, width: canvasWidth, channels: channels)
      guard let map = frame.ColorMap ?? gif.pointee.SColorMap, width > 0, height > 0 else {
        throw input.damage("it has no palette or no pixel")
      }
      let palette = UnsafeBufferPointer(
        start: map.pointee.Colors, count: Int(map.pointee.ColorCount))
      var samples = [UInt16](repeating: 0, count: shape.elementCount)
      var line = [UInt8](repeating: 0, count: width)
      for row in rows(height, isInterlaced: frame.Interlace) {
        try check(DGifGetLine(gif, &line, Int32(width)))
        var position = ((top + row) * canvasWidth + left) * channels
        for index in line {
          guard Int(index) < palette.count else {
            throw input.damage("a colour is not in its palette")
          }
          let colour = palette[Int(index)]
          samples[position] = UInt16(colour.Red)
          samples[position + 1] = UInt16(colour.Green)
          samples[position + 2] = UInt16(colour.Blue)
          if channels == 4 { samples[position + 3] = index == transparentIndex ? 0 : 255 }
          position += channels
        }
      }
      return Image(shape: shape, samples: samples)
    }

    /// The rows in the order of the file.
    private static func rows(_ height: Int, isInterlaced: Bool) -> [Int] {
      guard isInterlaced else { return Array(0..<height) }
      return [(0, 8), (4, 8), (2, 4), (1, 2)].flatMap { start, step in
        Array(stride(from: start, to: height, by: step))
      }
    }

    private static func reason(_ status: Int32) -> String {
      GifErrorString(status).map { "'\(String(cString: $0))'" } ?? "giflib gives no reason"
    }

    /// The bytes of a file, from the first to the last.
    private final class Stream {
      private let bytes: [UInt8]
      private var position = 0

      init(_ bytes: [UInt8]) { self.bytes = bytes }

      func read(into buffer: UnsafeMutablePointer<UInt8>, _ count: Int32) -> Int32 {
        let length = max(0, min(Int(count), bytes.count - position))
        for index in 0..<length { buffer[index] = bytes[position + index] }
        position += length
        return Int32(length)
      }
    }
  #else
    private static let libraryVersion: String? = nil
    private static let decoder: ImageFileFormat.Decoder? = nil
  #endif
}
