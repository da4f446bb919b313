import RDImages

#if RDTOOL_CHARLS
  internal import CCharLS
  import RDCore

  /// JPEG-LS, by CharLS: lossless, or with no sample further from the original than `near`.
  ///
  /// Channels are line-interleaved, without a colour transform: the standard has none.
  ///
  /// > Source: [weinberger2000].
  struct JPEGLSCodec: ImageCodec {
    let isLossless: Bool
    static let libraryVersion = String(cString: charls_get_version_string())
    var implementation: String { "CharLS \(Self.libraryVersion)" }
    var name: String { isLossless ? "jpeg-ls" : "jpeg-ls-near" }
    var colourMode: String { "RGB" }

    var control: QualityControl? {
      isLossless
        ? nil
        : QualityControl(
          name: "near", meaning: "the largest error of a sample", range: 0...127, isWhole: true,
          isRising: false, settings: [40, 24, 16, 10, 7, 5, 3, 2, 1])
    }

    init(_ descriptor: Descriptor, isLossless: Bool) throws {
      try descriptor.checkKeys([])
      self.isLossless = isLossless
    }

    func encode(_ image: Image, at setting: Double) throws -> [UInt8] {
      try checkSetting(setting)
      try image.check(for: name, channels: [1, 3, 4], bitDepths: Array(2...16))
      let near = isLossless ? 0 : Int32(setting)
      guard near <= min(255, image.maximum / 2) else {
        throw unsupported(
          "error of \(near) in samples of \(image.bitDepth) bits",
          remedy: "Take near up to \(image.maximum / 2).")
      }
      guard let encoder = charls_jpegls_encoder_create() else { throw notEncoded("no memory") }
      defer { charls_jpegls_encoder_destroy(encoder) }
      func check(_ status: charls_jpegls_errc) throws {
        guard status.rawValue == 0 else { throw notEncoded(reason(status)) }
      }
      var frame = charls_frame_info(
        width: UInt32(image.shape.width), height: UInt32(image.shape.height),
        bits_per_sample: Int32(image.bitDepth), component_count: Int32(image.shape.channels))
      try check(charls_jpegls_encoder_set_frame_info(encoder, &frame))
      try check(charls_jpegls_encoder_set_near_lossless(encoder, near))
      if image.shape.channels > 1 {
        try check(
          charls_jpegls_encoder_set_interleave_mode(encoder, CHARLS_INTERLEAVE_MODE_LINE))
      }
      var capacity = 0
      try check(charls_jpegls_encoder_get_estimated_destination_size(encoder, &capacity))
      // The library's estimate is too small for small noisy images.
      capacity = 2 * capacity + 1024
      let size = image.shape.elementCount
      let file = try [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        guard let start = buffer.baseAddress else { return }
        try check(charls_jpegls_encoder_set_destination_buffer(encoder, start, capacity))
        let status =
          image.bitDepth <= 8
          ? charls_jpegls_encoder_encode_from_buffer(encoder, image.bytes, size, 0)
          : charls_jpegls_encoder_encode_from_buffer(encoder, image.samples, 2 * size, 0)
        try check(status)
        try check(charls_jpegls_encoder_get_bytes_written(encoder, &count))
      }
      return file
    }

    func decode(_ file: [UInt8], sampleLimit: Int) throws -> Image {
      guard let decoder = charls_jpegls_decoder_create() else { throw notDecoded("no memory") }
      defer { charls_jpegls_decoder_destroy(decoder) }
      func check(_ status: charls_jpegls_errc) throws {
        guard status.rawValue == 0 else { throw notDecoded(reason(status)) }
      }
      return try file.withUnsafeBytes { source in
        guard let start = source.baseAddress else { throw notDecoded("it is empty") }
        // CharLS loops forever on a stream without an end marker.
        guard file.count > 4, file.suffix(2) == [0xff, 0xd9] else {
          throw notDecoded("it ends too early")
        }
        try check(charls_jpegls_decoder_set_source_buffer(decoder, start, source.count))
        try check(charls_jpegls_decoder_read_header(decoder))
        var frame = charls_frame_info()
        try check(charls_jpegls_decoder_get_frame_info(decoder, &frame))
        let channels = Int(frame.component_count)
        guard (1...4).contains(channels), (2...16).contains(frame.bits_per_sample) else {
          throw unsupported("images of \(channels) channels here", remedy: "Convert it.")
        }
        try checkSize(
          width: Int(frame.width), height: Int(frame.height), channels: channels,
          sampleLimit: sampleLimit)
        let shape = ImageShape(
          height: Int(frame.height), width: Int(frame.width), channels: channels)
        let size = shape.elementCount
        var mode = CHARLS_INTERLEAVE_MODE_NONE
        try check(charls_jpegls_decoder_get_interleave_mode(decoder, &mode))
        var samples = [UInt16](repeating: 0, count: size)
        if frame.bits_per_sample <= 8 {
          var bytes = [UInt8](repeating: 0, count: size)
          try check(charls_jpegls_decoder_decode_to_buffer(decoder, &bytes, size, 0))
          for index in bytes.indices { samples[index] = UInt16(bytes[index]) }
        } else {
          try check(charls_jpegls_decoder_decode_to_buffer(decoder, &samples, 2 * size, 0))
        }
        if channels > 1, mode == CHARLS_INTERLEAVE_MODE_NONE {
          let planes = samples
          for index in samples.indices {
            samples[index] = planes[index % channels * shape.pixelCount + index / channels]
          }
        }
        let bitDepth = Int(frame.bits_per_sample)
        guard samples.allSatisfy({ Int($0) < 1 << bitDepth }) else {
          throw notDecoded("a sample is above white")
        }
        return Image(shape: shape, bitDepth: bitDepth, samples: samples)
      }
    }

    private func reason(_ status: charls_jpegls_errc) -> String {
      charls_get_error_message(status).map { String(cString: $0) }
        ?? "CharLS's error \(status.rawValue)"
    }
  }

  extension StandardCodec {
    static let jpegLS = StandardCodec(library: "CharLS", version: JPEGLSCodec.libraryVersion) {
      try JPEGLSCodec($0, isLossless: true)
    }

    static let jpegLSNear = StandardCodec(
      library: "CharLS", version: JPEGLSCodec.libraryVersion, signatures: .jpegLS
    ) {
      try JPEGLSCodec($0, isLossless: false)
    }
  }
#else
  extension StandardCodec {
    static let jpegLS = StandardCodec(absent: "CharLS")
    static let jpegLSNear = StandardCodec(absent: "CharLS", signatures: .jpegLS)
  }
#endif

extension [FileSignature] {
  /// A start of image and the frame of JPEG-LS, or the header of SPIFF, after it.
  fileprivate static var jpegLS: [FileSignature] {
    [
      FileSignature([0xff, 0xd8, 0xff, 0xf7]), FileSignature([0xff, 0xd8, 0xff, 0xe8]),
    ]
  }
}
