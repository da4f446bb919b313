import RDImages

#if RDTOOL_AVIF
  internal import CAVIF
  import RDCore

  /// AVIF: a frame of AV1, encoded on one thread at the library's middle speed.
  ///
  /// Lossy files have full-range BT.601 colour; lossless ones the colours as they are, unsampled.
  ///
  /// > Source: [chen2018av1].
  struct AVIFCodec: ImageCodec {
    /// The chroma subsampling.
    enum Chroma: String, CaseIterable {
      /// 4:2:0: once per block of 2x2 pixels.
      case quarter = "420"

      /// 4:4:4: in every pixel.
      case full = "444"
    }

    let isLossless: Bool
    let chroma: Chroma
    let speed: Int

    /// The version of libavif with those of its AV1 codecs.
    static let libraryVersion: String = {
      var text = [CChar](repeating: 0, count: 256)
      text.withUnsafeMutableBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return }
        start.withMemoryRebound(to: CChar.self, capacity: 256) { avifCodecVersions($0) }
      }
      let codecs = String(
        decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      return "\(String(cString: avifVersion())) (\(codecs))"
    }()

    /// The AV1 encoder: aom, which the stored results used, or libavif's choice without aom.
    private static let encoder: (choice: avifCodecChoice, description: String) = {
      let isThere =
        avifCodecName(
          AVIF_CODEC_CHOICE_AOM, avifCodecFlags(AVIF_CODEC_FLAG_CAN_ENCODE.rawValue)) != nil
      let choice = isThere ? AVIF_CODEC_CHOICE_AOM : AVIF_CODEC_CHOICE_AUTO
      guard
        let found = avifCodecName(
          choice, avifCodecFlags(AVIF_CODEC_FLAG_CAN_ENCODE.rawValue))
      else { return (choice, "no encoder") }
      let name = String(cString: found)
      // Listed as "dav1d [dec]:1.0.0, aom [enc/dec]:v3.6.0".
      let version = libraryVersion.split { "(,)".contains($0) }
        .first { $0.drop { $0 == " " }.hasPrefix("\(name) ") }?
        .split(separator: ":").last?.drop { $0 == "v" }
      return (choice, "\(name)\(version.map { " \($0)" } ?? "")")
    }()

    var implementation: String {
      "libavif \(String(cString: avifVersion())), \(Self.encoder.description)"
    }

    var name: String {
      Descriptor(
        name: isLossless ? "avif-lossless" : "avif",
        parameters: (isLossless || chroma == .quarter ? [] : [("chroma", chroma.rawValue)])
          + (speed == 6 ? [] : [("speed", String(speed))])
      ).description
    }

    var colourMode: String {
      isLossless ? "RGB" : chroma == .quarter ? "YCbCr 4:2:0" : "YCbCr 4:4:4"
    }

    var control: QualityControl? {
      isLossless
        ? nil
        : QualityControl(
          name: "quantiser", meaning: "0 best to 63 worst", range: 0...63, isWhole: true,
          isRising: false, settings: [60, 54, 48, 42, 36, 30, 24, 18, 12, 7, 3])
    }

    init(_ descriptor: Descriptor, isLossless: Bool) throws {
      try descriptor.checkKeys(isLossless ? ["speed"] : ["chroma", "speed"])
      self.isLossless = isLossless
      chroma = isLossless ? .full : try descriptor.choice("chroma", default: .quarter)
      speed = Int(
        try descriptor.number("speed", default: 6, expected: "an integer from 0 to 10") {
          (0...10).contains($0) && $0 == $0.rounded()
        })
    }

    func encode(_ image: Image, at setting: Double) throws -> [UInt8] {
      try checkSetting(setting)
      try image.check(for: name, channels: [1, 3, 4], bitDepths: [8, 10, 12])
      let shape = image.shape
      guard shape.width <= 65_536, shape.height <= 65_536 else {
        throw unsupported("images of more than 65536 pixels a side", remedy: "Cut it up.")
      }
      func check(_ result: avifResult) throws {
        guard result == AVIF_RESULT_OK else {
          throw notEncoded(String(cString: avifResultToString(result)))
        }
      }
      let format =
        shape.channels == 1
        ? AVIF_PIXEL_FORMAT_YUV400
        : chroma == .full ? AVIF_PIXEL_FORMAT_YUV444 : AVIF_PIXEL_FORMAT_YUV420
      guard
        let picture = avifImageCreate(
          UInt32(shape.width), UInt32(shape.height), UInt32(image.bitDepth), format),
        let encoder = avifEncoderCreate()
      else { throw notEncoded("no memory") }
      defer {
        avifImageDestroy(picture)
        avifEncoderDestroy(encoder)
      }
      picture.pointee.yuvRange = AVIF_RANGE_FULL
      picture.pointee.colorPrimaries = UInt16(AVIF_COLOR_PRIMARIES_BT709)
      picture.pointee.transferCharacteristics = UInt16(AVIF_TRANSFER_CHARACTERISTICS_SRGB)
      picture.pointee.matrixCoefficients = UInt16(
        isLossless && shape.channels > 1
          ? AVIF_MATRIX_COEFFICIENTS_IDENTITY : AVIF_MATRIX_COEFFICIENTS_BT601)
      if shape.channels == 1 {
        try check(avifImageAllocatePlanes(picture, avifPlanesFlags(AVIF_PLANES_YUV.rawValue)))
        try writeGrey(image, to: picture)
      } else {
        try convert(image, to: picture, check)
      }
      encoder.pointee.codecChoice = Self.encoder.choice
      encoder.pointee.maxThreads = 1
      encoder.pointee.speed = Int32(speed)
      let quantiser = isLossless ? 0 : Int32(setting)
      encoder.pointee.minQuantizer = quantiser
      encoder.pointee.maxQuantizer = quantiser
      encoder.pointee.minQuantizerAlpha = 0
      encoder.pointee.maxQuantizerAlpha = 0
      var output = avifRWData()
      defer { avifRWDataFree(&output) }
      try check(avifEncoderWrite(encoder, picture, &output))
      return Array(UnsafeBufferPointer(start: output.data, count: output.size))
    }

    /// Copies grey samples into the luma plane, unconverted.
    private func writeGrey(_ image: Image, to picture: UnsafeMutablePointer<avifImage>) throws {
      guard let plane = picture.pointee.yuvPlanes.0 else { throw notEncoded("no memory") }
      let width = image.shape.width
      for row in 0..<image.shape.height {
        let start = UnsafeMutableRawPointer(plane + row * Int(picture.pointee.yuvRowBytes.0))
        for column in 0..<width {
          let sample = image.samples[row * width + column]
          if image.bitDepth == 8 {
            start.storeBytes(of: UInt8(sample), toByteOffset: column, as: UInt8.self)
          } else {
            start.storeBytes(of: sample, toByteOffset: 2 * column, as: UInt16.self)
          }
        }
      }
    }

    private func convert(
      _ image: Image, to picture: UnsafeMutablePointer<avifImage>,
      _ check: (avifResult) throws -> Void
    ) throws {
      var colours = avifRGBImage()
      avifRGBImageSetDefaults(&colours, picture)
      colours.format = image.shape.channels == 4 ? AVIF_RGB_FORMAT_RGBA : AVIF_RGB_FORMAT_RGB
      // libyuv's conversions are of lesser accuracy, and not in every build of libavif.
      colours.avoidLibYUV = 1
      let sampleSize = image.bitDepth == 8 ? 1 : 2
      colours.rowBytes = UInt32(image.shape.width * image.shape.channels * sampleSize)
      if image.bitDepth == 8 {
        var bytes = image.bytes
        try bytes.withUnsafeMutableBufferPointer {
          colours.pixels = $0.baseAddress
          try check(avifImageRGBToYUV(picture, &colours))
        }
      } else {
        var samples = image.samples
        try samples.withUnsafeMutableBytes {
          colours.pixels = $0.bindMemory(to: UInt8.self).baseAddress
          try check(avifImageRGBToYUV(picture, &colours))
        }
      }
    }

    func decode(_ file: [UInt8], sampleLimit: Int) throws -> Image {
      try decodePicture(file, of: AVIFFile.format, sampleLimit: sampleLimit)
    }
  }

  extension StandardCodec {
    static let avif = StandardCodec(
      library: "libavif", version: AVIFCodec.libraryVersion,
      parameters: "chroma=420|444, speed=0 to 10"
    ) { try AVIFCodec($0, isLossless: false) }

    static let avifLossless = StandardCodec(
      library: "libavif", version: AVIFCodec.libraryVersion, parameters: "speed=0 to 10"
    ) { try AVIFCodec($0, isLossless: true) }
  }
#else
  extension StandardCodec {
    static let avif = StandardCodec(absent: "libavif")
    static let avifLossless = StandardCodec(absent: "libavif")
  }
#endif
