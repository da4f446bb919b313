import RDCore

#if RDTOOL_JPEGXL
  internal import CJPEGXL
#endif

/// JPEG XL files: grey or colour, with or without alpha, 1 to 16 bits per sample; of an animation the first frame.
///
/// > Source: [alakuijala2019].
package enum JPEGXLFile {
  package static let format = ImageFileFormat(
    "JPEG XL", suffixes: ["jxl"],
    signatures: [
      // A bare codestream, or the boxes of a file.
      FileSignature([0xff, 0x0a]),
      FileSignature([0, 0, 0, 0x0c, 0x4a, 0x58, 0x4c, 0x20, 0x0d, 0x0a, 0x87, 0x0a]),
    ], library: "libjxl", decoder: decoder)

  #if RDTOOL_JPEGXL
    private static let decoder: ImageFileFormat.Decoder? = { input throws(ImageFileError) in
      guard let decoder = JxlDecoderCreate(nil) else { throw input.noMemory }
      defer { JxlDecoderDestroy(decoder) }
      let events =
        JXL_DEC_BASIC_INFO.rawValue | JXL_DEC_COLOR_ENCODING.rawValue | JXL_DEC_FULL_IMAGE.rawValue
      return try input.bytes.withUnsafeBufferPointer { (bytes) throws(ImageFileError) in
        func check(_ isSo: Bool) throws(ImageFileError) {
          guard isSo else { throw input.damage("its data are damaged or cut short") }
        }
        try check(
          JxlDecoderSubscribeEvents(decoder, Int32(events)) == JXL_DEC_SUCCESS
            && JxlDecoderSetInput(decoder, bytes.baseAddress, bytes.count) == JXL_DEC_SUCCESS)
        var information = JxlBasicInfo()
        try check(
          JxlDecoderProcessInput(decoder) == JXL_DEC_BASIC_INFO
            && JxlDecoderGetBasicInfo(decoder, &information) == JXL_DEC_SUCCESS)
        try checkSamples(information, decoder, input)
        let shape = try input.shape(
          height: Int(information.ysize), width: Int(information.xsize),
          channels: Int(information.num_color_channels) + (information.alpha_bits > 0 ? 1 : 0))
        try check(JxlDecoderProcessInput(decoder) == JXL_DEC_COLOR_ENCODING)
        let bitDepth = Int(information.bits_per_sample)
        var format = JxlPixelFormat(
          num_channels: UInt32(shape.channels),
          data_type: bitDepth <= 8 ? JXL_TYPE_UINT8 : JXL_TYPE_UINT16,
          endianness: JXL_NATIVE_ENDIAN, align: 0)
        let profile = profile(decoder, &format)
        try check(JxlDecoderProcessInput(decoder) == JXL_DEC_NEED_IMAGE_OUT_BUFFER)
        func decode(
          to start: UnsafeMutableRawPointer, byteCount: Int
        ) throws(ImageFileError) {
          try check(
            JxlDecoderSetImageOutBuffer(decoder, &format, start, byteCount) == JXL_DEC_SUCCESS
              && JxlDecoderProcessInput(decoder) == JXL_DEC_FULL_IMAGE)
        }
        let count = shape.elementCount
        var samples =
          try bitDepth <= 8
          ? [UInt16](byteCount: count) { (start) throws(ImageFileError) in
            try decode(to: start, byteCount: count)
          }
          : [UInt16](count: count) { (start) throws(ImageFileError) in
            try decode(to: start, byteCount: 2 * count)
          }
        // Before that, the library prints its own messages about a file that is cut short.
        JxlDecoderCloseInput(decoder)
        let isAnimation = information.have_animation != 0
        if !isAnimation { try check(JxlDecoderProcessInput(decoder) == JXL_DEC_SUCCESS) }
        // The library scales to 8 or 16 bits.
        samples.scale(from: bitDepth <= 8 ? 255 : 65535, to: 1 << bitDepth - 1)
        return DecodedPicture(
          Image(shape: shape, bitDepth: bitDepth, samples: samples), profile: profile,
          warnings: isAnimation ? ["it is an animation, of which the first frame is taken"] : [])
      }
    }

    private static func checkSamples(
      _ information: JxlBasicInfo, _ decoder: OpaquePointer, _ input: ImageFileInput
    ) throws(ImageFileError) {
      let bitDepth = Int(information.bits_per_sample)
      guard information.exponent_bits_per_sample == 0, (1...16).contains(bitDepth) else {
        throw input.unsupported(
          "it has samples of \(bitDepth) bits, of floating point or more than 16",
          remedy: "magick IN -depth 16 OUT.png")
      }
      for index in 0..<Int(information.num_extra_channels) {
        var extra = JxlExtraChannelInfo()
        guard JxlDecoderGetExtraChannelInfo(decoder, index, &extra) == JXL_DEC_SUCCESS,
          extra.type != JXL_CHANNEL_BLACK
        else { throw input.unsupported("it has the inks of printing (CMYK)") }
      }
    }

    /// The profile of the samples; `nil` if they are of sRGB.
    private static func profile(
      _ decoder: OpaquePointer, _ format: inout JxlPixelFormat
    ) -> [UInt8]? {
      var colours = JxlColorEncoding()
      if JxlDecoderGetColorAsEncodedProfile(
        decoder, &format, JXL_COLOR_PROFILE_TARGET_DATA, &colours) == JXL_DEC_SUCCESS,
        colours.transfer_function == JXL_TRANSFER_FUNCTION_SRGB,
        colours.color_space == JXL_COLOR_SPACE_GRAY || colours.primaries == JXL_PRIMARIES_SRGB
      {
        return nil
      }
      var size = 0
      guard
        JxlDecoderGetICCProfileSize(decoder, &format, JXL_COLOR_PROFILE_TARGET_DATA, &size)
          == JXL_DEC_SUCCESS, size <= 1 << 24
      else { return nil }
      var profile = [UInt8](repeating: 0, count: size)
      guard
        JxlDecoderGetColorAsICCProfile(
          decoder, &format, JXL_COLOR_PROFILE_TARGET_DATA, &profile, size) == JXL_DEC_SUCCESS
      else { return nil }
      return profile
    }
  #else
    private static let decoder: ImageFileFormat.Decoder? = nil
  #endif
}
