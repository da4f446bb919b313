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
      guard let decoder = JxlDecoderCreate(nil) else { throw notDecoded("no memory") }
      defer { JxlDecoderDestroy(decoder) }
      let damage = notDecoded("it is damaged or cut short")
      let events = JXL_DEC_BASIC_INFO.rawValue | JXL_DEC_FULL_IMAGE.rawValue
      guard JxlDecoderSubscribeEvents(decoder, Int32(events)) == JXL_DEC_SUCCESS else {
        throw damage
      }
      return try file.withUnsafeBufferPointer { source in
        guard JxlDecoderSetInput(decoder, source.baseAddress, source.count) == JXL_DEC_SUCCESS
        else { throw damage }
        JxlDecoderCloseInput(decoder)
        guard JxlDecoderProcessInput(decoder) == JXL_DEC_BASIC_INFO else { throw damage }
        var information = JxlBasicInfo()
        guard JxlDecoderGetBasicInfo(decoder, &information) == JXL_DEC_SUCCESS else { throw damage }
        let bitDepth = Int(information.bits_per_sample)
        guard [8, 16].contains(bitDepth), information.exponent_bits_per_sample == 0,
          information.have_animation == 0
        else {
          throw unsupported(
            "animations or samples of \(bitDepth) bits here",
            remedy: "Convert it to an image of 8 or 16 bits.")
        }
        let channels = Int(information.num_color_channels) + (information.alpha_bits > 0 ? 1 : 0)
        try checkSize(
          width: Int(information.xsize), height: Int(information.ysize), channels: channels,
          sampleLimit: sampleLimit)
        let shape = ImageShape(
          height: Int(information.ysize), width: Int(information.xsize), channels: channels)
        return try pixels(decoder, shape, bitDepth, damage)
      }
    }

    /// Runs the decoder from the header to the end.
    private func pixels(
      _ decoder: OpaquePointer, _ shape: ImageShape, _ bitDepth: Int, _ damage: ImageCodecError
    ) throws -> Image {
      guard JxlDecoderProcessInput(decoder) == JXL_DEC_NEED_IMAGE_OUT_BUFFER else { throw damage }
      var format = pixelFormat(of: shape, bitDepth: bitDepth)
      func run(_ buffer: UnsafeMutableRawBufferPointer) throws {
        guard
          JxlDecoderSetImageOutBuffer(decoder, &format, buffer.baseAddress, buffer.count)
            == JXL_DEC_SUCCESS,
          JxlDecoderProcessInput(decoder) == JXL_DEC_FULL_IMAGE,
          JxlDecoderProcessInput(decoder) == JXL_DEC_SUCCESS
        else { throw damage }
      }
      if bitDepth == 8 {
        var bytes = [UInt8](repeating: 0, count: shape.elementCount)
        try bytes.withUnsafeMutableBytes { try run($0) }
        return Image(shape: shape, bytes: bytes)
      }
      var samples = [UInt16](repeating: 0, count: shape.elementCount)
      try samples.withUnsafeMutableBytes { try run($0) }
      return Image(shape: shape, bitDepth: bitDepth, samples: samples)
    }
  }

  extension StandardCodec {
    static let jpegXL = StandardCodec(
      library: "libjxl", version: JPEGXLCodec.libraryVersion, parameters: "effort=1 to 9",
      signatures: .jpegXL
    ) { try JPEGXLCodec($0, isLossless: false) }

    static let jpegXLLossless = StandardCodec(
      library: "libjxl", version: JPEGXLCodec.libraryVersion, parameters: "effort=1 to 9"
    ) { try JPEGXLCodec($0, isLossless: true) }
  }
#else
  extension StandardCodec {
    static let jpegXL = StandardCodec(absent: "libjxl", signatures: .jpegXL)
    static let jpegXLLossless = StandardCodec(absent: "libjxl")
  }
#endif

extension [FileSignature] {
  /// A bare codestream, or the boxes of a file.
  fileprivate static var jpegXL: [FileSignature] {
    [
      FileSignature([0xff, 0x0a]),
      FileSignature([0, 0, 0, 0x0c, 0x4a, 0x58, 0x4c, 0x20, 0x0d, 0x0a, 0x87, 0x0a]),
    ]
  }
}
