import RDCore

#if RDTOOL_AVIF
  internal import CAVIF
#endif

/// AVIF files: grey or colour, with or without alpha, of 8, 10 or 12 bits per sample; of a sequence the first picture.
///
/// > Source: [chen2018av1].
package enum AVIFFile {
  package static let format = ImageFileFormat(
    "AVIF", suffixes: ["avif"],
    // The last is of any picture in the container of HEIF.
    signatures: ["avif", "avis", "mif1"].map { FileSignature("ftyp\($0)", at: 4) },
    library: "libavif", decoder: decoder)

  #if RDTOOL_AVIF
    private static let decoder: ImageFileFormat.Decoder? = { input throws(ImageFileError) in
      guard let decoder = avifDecoderCreate() else { throw input.noMemory }
      defer { avifDecoderDestroy(decoder) }
      func check(_ result: avifResult) throws(ImageFileError) {
        guard result == AVIF_RESULT_OK else {
          throw input.damage("'\(String(cString: avifResultToString(result)))'")
        }
      }
      decoder.pointee.maxThreads = 1
      // Many writers leave out properties that no picture needs.
      decoder.pointee.strictFlags = avifStrictFlags(AVIF_STRICT_DISABLED.rawValue)
      return try input.bytes.withUnsafeBufferPointer { (bytes) throws(ImageFileError) in
        var data = avifROData(data: bytes.baseAddress, size: bytes.count)
        guard avifPeekCompatibleFileType(&data) != 0 else {
          throw input.unsupported("it is HEIF without AV1", remedy: "heif-convert IN OUT.png")
        }
        try check(avifDecoderSetIOMemory(decoder, bytes.baseAddress, bytes.count))
        try check(avifDecoderParse(decoder))
        guard let picture = decoder.pointee.image else { throw input.damage("it has no picture") }
        let isGrey = picture.pointee.yuvFormat == AVIF_PIXEL_FORMAT_YUV400
        let shape = try input.shape(
          height: Int(picture.pointee.height), width: Int(picture.pointee.width),
          channels: (isGrey ? 1 : 3) + (decoder.pointee.alphaPresent != 0 ? 1 : 0))
        try check(avifDecoderNextImage(decoder))
        guard Int(picture.pointee.width) == shape.width,
          Int(picture.pointee.height) == shape.height,
          (picture.pointee.yuvFormat == AVIF_PIXEL_FORMAT_YUV400) == isGrey
        else { throw input.damage("its frame is not what its header says") }
        let image =
          try shape.channels == 1 && picture.pointee.yuvRange == AVIF_RANGE_FULL
          ? luma(picture, shape, input) : colours(picture, shape, check)
        let profile = picture.pointee.icc
        return DecodedPicture(
          image.turned(rotation(of: picture.pointee)), orientation: mirror(of: picture.pointee),
          profile: profile.size > 0
            ? Array(UnsafeBufferPointer(start: profile.data, count: profile.size)) : nil,
          warnings: warnings(picture.pointee, frameCount: Int(decoder.pointee.imageCount)))
      }
    }

    /// The grey samples as they are stored, without a conversion.
    private static func luma(
      _ picture: UnsafeMutablePointer<avifImage>, _ shape: ImageShape, _ input: ImageFileInput
    ) throws(ImageFileError) -> Image {
      guard let plane = picture.pointee.yuvPlanes.0 else { throw input.damage("it has no plane") }
      let bitDepth = Int(picture.pointee.depth)
      var samples = [UInt16](repeating: 0, count: shape.elementCount)
      for row in 0..<shape.height {
        let start = UnsafeRawPointer(plane + row * Int(picture.pointee.yuvRowBytes.0))
        for column in 0..<shape.width {
          samples[row * shape.width + column] =
            bitDepth == 8
            ? UInt16(start.load(fromByteOffset: column, as: UInt8.self))
            : start.load(fromByteOffset: 2 * column, as: UInt16.self)
        }
      }
      return Image(shape: shape, bitDepth: bitDepth, samples: samples)
    }

    /// The samples converted to RGB; of grey pictures one of the three equal channels.
    private static func colours(
      _ picture: UnsafeMutablePointer<avifImage>, _ shape: ImageShape,
      _ check: (avifResult) throws(ImageFileError) -> Void
    ) throws(ImageFileError) -> Image {
      let hasAlpha = shape.channels % 2 == 0
      let channels = hasAlpha ? 4 : 3
      var colours = avifRGBImage()
      avifRGBImageSetDefaults(&colours, picture)
      colours.format = hasAlpha ? AVIF_RGB_FORMAT_RGBA : AVIF_RGB_FORMAT_RGB
      // libyuv's conversions are of lesser accuracy, and not in every build of libavif.
      colours.avoidLibYUV = 1
      let bitDepth = Int(picture.pointee.depth)
      let count = shape.pixelCount * channels
      func convert(to start: UnsafeMutablePointer<UInt8>, rowBytes: Int) throws(ImageFileError) {
        colours.rowBytes = UInt32(rowBytes)
        colours.pixels = start
        try check(avifImageYUVToRGB(picture, &colours))
      }
      var samples: [UInt16]
      if bitDepth == 8 {
        samples = try [UInt16](byteCount: count) { (start) throws(ImageFileError) in
          try convert(to: start, rowBytes: shape.width * channels)
        }
      } else {
        samples = try [UInt16](count: count) { (start) throws(ImageFileError) in
          try convert(
            to: UnsafeMutableRawPointer(start).assumingMemoryBound(to: UInt8.self),
            rowBytes: 2 * shape.width * channels)
        }
      }
      if shape.channels < 3 {
        for pixel in 0..<shape.pixelCount {
          samples[pixel * shape.channels] = samples[pixel * channels]
          if hasAlpha { samples[2 * pixel + 1] = samples[4 * pixel + 3] }
        }
        samples.removeLast(samples.count - shape.elementCount)
      }
      return Image(shape: shape, bitDepth: bitDepth, samples: samples)
    }

    /// Quarter turns to the left, which come before the mirror.
    private static func rotation(of picture: avifImage) -> Orientation {
      guard picture.transformFlags & AVIF_TRANSFORM_IROT.rawValue != 0 else { return .upright }
      return [.upright, .quarterTurnLeft, .halfTurn, .quarterTurnRight][Int(picture.irot.angle & 3)]
    }

    private static func mirror(of picture: avifImage) -> Orientation {
      guard picture.transformFlags & AVIF_TRANSFORM_IMIR.rawValue != 0 else { return .upright }
      return picture.imir.mode == 0 ? .mirroredHalfTurn : .mirrored
    }

    private static func warnings(_ picture: avifImage, frameCount: Int) -> [String] {
      var warnings: [String] = []
      if frameCount > 1 {
        warnings.append("it is a sequence of \(frameCount) pictures, of which the first is taken")
      }
      if picture.transformFlags & AVIF_TRANSFORM_CLAP.rawValue != 0 {
        warnings.append("it is to be cropped (clean aperture), but is taken whole")
      }
      if picture.icc.size == 0 {
        warnings += CodingIndependentPoints.warnings(
          primaries: Int(picture.colorPrimaries), transfer: Int(picture.transferCharacteristics))
      }
      return warnings
    }
  #else
    private static let decoder: ImageFileFormat.Decoder? = nil
  #endif
}
