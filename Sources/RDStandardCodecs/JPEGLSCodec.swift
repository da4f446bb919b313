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
      try decodePicture(file, of: JPEGLSFile.format, sampleLimit: sampleLimit)
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
      library: "CharLS", version: JPEGLSCodec.libraryVersion
    ) {
      try JPEGLSCodec($0, isLossless: false)
    }
  }
#else
  extension StandardCodec {
    static let jpegLS = StandardCodec(absent: "CharLS")
    static let jpegLSNear = StandardCodec(absent: "CharLS")
  }
#endif
