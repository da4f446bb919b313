import RDImages

#if RDTOOL_WEBP
  internal import CWebP
  import RDCore

  /// WebP: its lossy format, which is a frame of VP8, or its lossless one.
  ///
  /// The slowest effort (`method` 6) by default, on one thread.
  ///
  /// > Source: [zern2024].
  struct WebPCodec: ImageCodec {
    let isLossless: Bool
    let effort: Int

    static let libraryVersion: String = {
      let version = WebPGetEncoderVersion()
      return "\(version >> 16).\(version >> 8 & 255).\(version & 255)"
    }()

    var implementation: String { "libwebp \(Self.libraryVersion)" }

    var name: String {
      Descriptor(
        name: isLossless ? "webp-lossless" : "webp",
        parameters: effort == 6 ? [] : [("effort", String(effort))]
      ).description
    }

    var hasGreyImages: Bool { false }
    var colourMode: String { isLossless ? "RGB" : "YCbCr 4:2:0" }

    var control: QualityControl? {
      isLossless
        ? nil
        : QualityControl(
          name: "quality", meaning: "0 worst to 100 best", range: 0...100, isWhole: false,
          isRising: true, settings: [0, 5, 12, 20, 30, 45, 60, 75, 85, 92, 97])
    }

    init(_ descriptor: Descriptor, isLossless: Bool) throws {
      try descriptor.checkKeys(["effort"])
      self.isLossless = isLossless
      effort = Int(
        try descriptor.number("effort", default: 6, expected: "an integer from 0 to 6") {
          (0...6).contains($0) && $0 == $0.rounded()
        })
    }

    func encode(_ image: Image, at setting: Double) throws -> [UInt8] {
      try checkSetting(setting)
      try image.check(for: name, channels: [3, 4], bitDepths: [8])
      guard image.shape.width <= 16_383, image.shape.height <= 16_383 else {
        throw unsupported("images of more than 16383 pixels a side", remedy: "Cut it up.")
      }
      var configuration = WebPConfig()
      var picture = WebPPicture()
      guard
        WebPConfigInitInternal(
          &configuration, WEBP_PRESET_DEFAULT, Float(setting), WEBP_ENCODER_ABI_VERSION) != 0,
        WebPPictureInitInternal(&picture, WEBP_ENCODER_ABI_VERSION) != 0
      else { throw notEncoded("the library is of another version than its headers") }
      configuration.method = Int32(effort)
      configuration.thread_level = 0
      configuration.lossless = isLossless ? 1 : 0
      configuration.exact = 1
      if isLossless { configuration.quality = 100 }
      picture.use_argb = isLossless ? 1 : 0
      picture.width = Int32(image.shape.width)
      picture.height = Int32(image.shape.height)
      defer { WebPPictureFree(&picture) }
      let stride = Int32(image.shape.width * image.shape.channels)
      let isImported =
        image.shape.channels == 3
        ? WebPPictureImportRGB(&picture, image.bytes, stride)
        : WebPPictureImportRGBA(&picture, image.bytes, stride)
      guard isImported != 0 else { throw notEncoded("no memory") }
      var writer = WebPMemoryWriter()
      WebPMemoryWriterInit(&writer)
      defer { WebPMemoryWriterClear(&writer) }
      let status = withUnsafeMutablePointer(to: &writer) { pointer in
        picture.writer = { WebPMemoryWrite($0, $1, $2) }
        picture.custom_ptr = UnsafeMutableRawPointer(pointer)
        return WebPEncode(&configuration, &picture)
      }
      guard status != 0, let memory = writer.mem else {
        throw notEncoded("libwebp's error \(picture.error_code.rawValue)")
      }
      return Array(UnsafeBufferPointer(start: memory, count: writer.size))
    }

    func decode(_ file: [UInt8], sampleLimit: Int) throws -> Image {
      try decodePicture(file, of: WebPFile.format, sampleLimit: sampleLimit)
    }
  }

  extension StandardCodec {
    static let webP = StandardCodec(
      library: "libwebp", version: WebPCodec.libraryVersion, parameters: "effort=0 to 6"
    ) { try WebPCodec($0, isLossless: false) }

    static let webPLossless = StandardCodec(
      library: "libwebp", version: WebPCodec.libraryVersion, parameters: "effort=0 to 6"
    ) { try WebPCodec($0, isLossless: true) }
  }
#else
  extension StandardCodec {
    static let webP = StandardCodec(absent: "libwebp")
    static let webPLossless = StandardCodec(absent: "libwebp")
  }
#endif
