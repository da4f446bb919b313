import RDCore

#if RDTOOL_CHARLS
  internal import CCharLS
#endif

/// JPEG-LS files: 1 to 4 channels of 2 to 16 bits per sample.
///
/// > Source: [weinberger2000].
package enum JPEGLSFile {
  package static let format = ImageFileFormat(
    "JPEG-LS", suffixes: ["jls"], signatures: [FileSignature([0xff, 0xd8, 0xff, 0xf7])],
    library: "CharLS", decoder: decoder)

  #if RDTOOL_CHARLS
    private static let decoder: ImageFileFormat.Decoder? = { input throws(ImageFileError) in
      guard let decoder = charls_jpegls_decoder_create() else { throw input.noMemory }
      defer { charls_jpegls_decoder_destroy(decoder) }
      func check(_ status: charls_jpegls_errc) throws(ImageFileError) {
        guard status.rawValue == 0 else { throw input.damage(reason(status)) }
      }
      return try input.bytes.withUnsafeBufferPointer { (bytes) throws(ImageFileError) in
        // CharLS loops forever on a stream without an end marker.
        guard bytes.count > 4, let start = bytes.baseAddress,
          bytes.suffix(2).elementsEqual([0xff, 0xd9])
        else {
          throw input.damage("it ends before its end marker")
        }
        try check(
          charls_jpegls_decoder_set_source_buffer(decoder, start, bytes.count))
        try check(charls_jpegls_decoder_read_header(decoder))
        var frame = charls_frame_info()
        try check(charls_jpegls_decoder_get_frame_info(decoder, &frame))
        let channels = Int(frame.component_count)
        let bitDepth = Int(frame.bits_per_sample)
        guard (1...4).contains(channels), (2...16).contains(bitDepth) else {
          throw input.unsupported("it has \(channels) channels of \(bitDepth) bits")
        }
        let shape = try input.shape(
          height: Int(frame.height), width: Int(frame.width), channels: channels)
        let size = shape.elementCount
        var mode = CHARLS_INTERLEAVE_MODE_NONE
        try check(charls_jpegls_decoder_get_interleave_mode(decoder, &mode))
        var samples =
          try bitDepth <= 8
          ? [UInt16](byteCount: size) { (start) throws(ImageFileError) in
            try check(charls_jpegls_decoder_decode_to_buffer(decoder, start, size, 0))
          }
          : [UInt16](count: size) { (start) throws(ImageFileError) in
            try check(charls_jpegls_decoder_decode_to_buffer(decoder, start, 2 * size, 0))
          }
        if channels > 1, mode == CHARLS_INTERLEAVE_MODE_NONE {
          let planes = samples
          for index in samples.indices {
            samples[index] = planes[index % channels * shape.pixelCount + index / channels]
          }
        }
        guard samples.allSatisfy({ Int($0) < 1 << bitDepth }) else {
          throw input.damage("a sample is above white")
        }
        return DecodedPicture(Image(shape: shape, bitDepth: bitDepth, samples: samples))
      }
    }

    private static func reason(_ status: charls_jpegls_errc) -> String {
      charls_get_error_message(status).map { "'\(String(cString: $0))'" }
        ?? "CharLS gives the error \(status.rawValue)"
    }
  #else
    private static let decoder: ImageFileFormat.Decoder? = nil
  #endif
}
