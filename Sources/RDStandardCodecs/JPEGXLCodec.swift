import RDImages

#if RDTOOL_JPEGXL
  internal import CJPEGXL
  import RDCore

  /// JPEG XL: its lossy format in the perceptual space XYB, driven by a distance in just noticeable differences, or its lossless one.
  ///
  /// One thread, and the library's default effort unless given.
  ///
  /// > Source: [alakuijala2019].
  struct JPEGXLCodec: ImageCodec {
    let isLossless: Bool
    let effort: Int

    static let libraryVersion: String = {
      let version = JxlEncoderVersion()
      return "\(version / 1_000_000).\(version / 1000 % 1000).\(version % 1000)"
    }()

    var implementation: String { "libjxl \(Self.libraryVersion)" }

    var name: String {
      Descriptor(
        name: isLossless ? "jpeg-xl-lossless" : "jpeg-xl",
        parameters: effort == 7 ? [] : [("effort", String(effort))]
      ).description
    }

    var colourMode: String { isLossless ? "RGB" : "XYB 4:4:4" }

    var control: QualityControl? {
      isLossless
        ? nil
        : QualityControl(
          name: "distance", meaning: "just noticeable differences, 0.05 best to 15 worst",
          range: 0.05...15, isWhole: false, isRising: false,
          settings: [15, 11, 8, 6, 4.5, 3, 2, 1.5, 1, 0.6, 0.3])
    }

    init(_ descriptor: Descriptor, isLossless: Bool) throws {
      try descriptor.checkKeys(["effort"])
      self.isLossless = isLossless
      effort = Int(
        try descriptor.number("effort", default: 7, expected: "an integer from 1 to 9") {
          (1...9).contains($0) && $0 == $0.rounded()
        })
    }

    func encode(_ image: Image, at setting: Double) throws -> [UInt8] {
      try checkSetting(setting)
      try image.check(for: name, channels: [1, 2, 3, 4], bitDepths: [8, 16])
      guard let encoder = JxlEncoderCreate(nil) else { throw notEncoded("no memory") }
      defer { JxlEncoderDestroy(encoder) }
      func check(_ status: JxlEncoderStatus) throws {
        guard status == JXL_ENC_SUCCESS else {
          throw notEncoded("libjxl's error \(JxlEncoderGetError(encoder).rawValue)")
        }
      }
      try describe(image, to: encoder, check)
      let settings = JxlEncoderFrameSettingsCreate(encoder, nil)
      try check(
        JxlEncoderFrameSettingsSetOption(settings, JXL_ENC_FRAME_SETTING_EFFORT, Int64(effort)))
      if isLossless {
        try check(JxlEncoderSetFrameLossless(settings, 1))
        try check(
          JxlEncoderFrameSettingsSetOption(
            settings, JXL_ENC_FRAME_SETTING_KEEP_INVISIBLE, 1))
      } else {
        try check(JxlEncoderSetFrameDistance(settings, Float(setting)))
      }
      var format = pixelFormat(of: image.shape, bitDepth: image.bitDepth)
      if image.bitDepth == 8 {
        try image.bytes.withUnsafeBytes {
          try check(JxlEncoderAddImageFrame(settings, &format, $0.baseAddress, $0.count))
        }
      } else {
        try image.samples.withUnsafeBytes {
          try check(JxlEncoderAddImageFrame(settings, &format, $0.baseAddress, $0.count))
        }
      }
      JxlEncoderCloseInput(encoder)
      var file: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      var status = JXL_ENC_NEED_MORE_OUTPUT
      while status == JXL_ENC_NEED_MORE_OUTPUT {
        let written = chunk.withUnsafeMutableBufferPointer { buffer in
          var next = buffer.baseAddress
          var capacity = buffer.count
          status = JxlEncoderProcessOutput(encoder, &next, &capacity)
          return buffer.count - capacity
        }
        file += chunk[..<written]
      }
      try check(status)
      return file
    }

    /// Sets the encoder's size, depth, channels and colours of an image.
    private func describe(
      _ image: Image, to encoder: OpaquePointer, _ check: (JxlEncoderStatus) throws -> Void
    ) throws {
      var information = JxlBasicInfo()
      JxlEncoderInitBasicInfo(&information)
      information.xsize = UInt32(image.shape.width)
      information.ysize = UInt32(image.shape.height)
      information.bits_per_sample = UInt32(image.bitDepth)
      information.num_color_channels = image.shape.channels < 3 ? 1 : 3
      information.uses_original_profile = isLossless ? 1 : 0
      if image.hasAlpha {
        information.num_extra_channels = 1
        information.alpha_bits = UInt32(image.bitDepth)
      }
      if image.bitDepth > 12, isLossless {
        try check(JxlEncoderSetCodestreamLevel(encoder, 10))
      }
      try check(JxlEncoderSetBasicInfo(encoder, &information))
      var colours = JxlColorEncoding()
      JxlColorEncodingSetToSRGB(&colours, image.shape.channels < 3 ? 1 : 0)
      try check(JxlEncoderSetColorEncoding(encoder, &colours))
    }

    private func pixelFormat(of shape: ImageShape, bitDepth: Int) -> JxlPixelFormat {
      JxlPixelFormat(
        num_channels: UInt32(shape.channels),
        data_type: bitDepth <= 8 ? JXL_TYPE_UINT8 : JXL_TYPE_UINT16,
        endianness: JXL_NATIVE_ENDIAN, align: 0)
    }

    func decode(_ file: [UInt8], sampleLimit: Int) throws -> Image {
      try decodePicture(file, of: JPEGXLFile.format, sampleLimit: sampleLimit)
    }
  }

  extension StandardCodec {
    static let jpegXL = StandardCodec(
      library: "libjxl", version: JPEGXLCodec.libraryVersion, parameters: "effort=1 to 9"
    ) { try JPEGXLCodec($0, isLossless: false) }

    static let jpegXLLossless = StandardCodec(
      library: "libjxl", version: JPEGXLCodec.libraryVersion, parameters: "effort=1 to 9"
    ) { try JPEGXLCodec($0, isLossless: true) }
  }
#else
  extension StandardCodec {
    static let jpegXL = StandardCodec(absent: "libjxl")
    static let jpegXLLossless = StandardCodec(absent: "libjxl")
  }
#endif
