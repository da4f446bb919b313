import RDCore

#if RDTOOL_SPNG
  internal import CSPNG
#endif

/// PNG files: grey or colour, with or without alpha, 1 to 16 bits per sample; palettes are resolved when they are read.
///
/// A depth that PNG does not support (3, 10, …) is stored in the next larger one by bit replication, with the
/// true depth in the chunk sBIT; reading restores it if the samples are consistent with it.
///
/// > Source: [w3c2025png].
package enum PNGFile {
  package static let format = ImageFileFormat(
    "PNG", suffixes: ["png"],
    signatures: [FileSignature([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    library: "libspng", decoder: decoder,
    encode: { image, path throws(ImageFileError) in try encode(image, path: path) })

  #if RDTOOL_SPNG
    private static let decoder: ImageFileFormat.Decoder? = { input throws(ImageFileError) in
      guard let context = spng_ctx_new(0) else { throw input.noMemory }
      defer { spng_ctx_free(context) }
      func check(_ status: Int32) throws(ImageFileError) {
        guard status == 0 else { throw input.damage(reason(status)) }
      }
      let chunks = PNGChunks(input.bytes)
      if let name = chunks.unknownCritical {
        throw input.unsupported("it has a chunk '\(name)' that is needed to read it and not known")
      }
      let crcAction = Int32(SPNG_CRC_ERROR.rawValue)
      try check(spng_set_crc_action(context, crcAction, crcAction))
      // What the decompressed texts and profiles may have.
      try check(spng_set_chunk_limits(context, 1 << 24, 1 << 26))
      try check(spng_set_option(context, SPNG_KEEP_UNKNOWN_CHUNKS, 1))
      return try chunks.cleaned(input.bytes).withUnsafeBufferPointer {
        (buffer) throws(ImageFileError) in
        try check(spng_set_png_buffer(context, buffer.baseAddress, buffer.count))
        var header = spng_ihdr()
        try check(spng_get_ihdr(context, &header))
        let isPalette = header.color_type == UInt8(SPNG_COLOR_TYPE_INDEXED.rawValue)
        var transparency = spng_trns()
        // The first call that reads the chunks up to the samples.
        let status = spng_get_trns(context, &transparency)
        let hasTransparency = status == 0
        if status != Int32(SPNG_ECHUNKAVAIL.rawValue) { try check(status) }
        let stored = storedChannels(colourType: header.color_type)
        let shape = try input.shape(
          height: Int(header.height), width: Int(header.width),
          channels: (isPalette ? 3 : stored) + (hasTransparency ? 1 : 0))
        let format =
          isPalette ? (hasTransparency ? SPNG_FMT_RGBA8 : SPNG_FMT_RGB8) : SPNG_FMT_PNG
        let flags = isPalette && hasTransparency ? Int32(SPNG_DECODE_TRNS.rawValue) : 0
        var size = 0
        try check(spng_decoded_image_size(context, Int32(format.rawValue), &size))
        // The buffer has to be of zeros: libspng combines the passes of interlaced pictures below 8 bits with what is there.
        func decode(to buffer: UnsafeMutableRawPointer) throws(ImageFileError) {
          try check(spng_decode_image(context, buffer, size, Int32(format.rawValue), flags))
        }
        let depth = isPalette ? 8 : Int(header.bit_depth)
        let count = shape.pixelCount * (isPalette ? shape.channels : stored)
        var samples: [UInt16]
        switch depth {
        case 16:
          samples = try [UInt16](count: count) { (start) throws(ImageFileError) in
            try decode(to: start)
          }
        case 8:
          samples = try [UInt16](byteCount: count) { (start) throws(ImageFileError) in
            try decode(to: start)
          }
        default:
          var packed = [UInt8](repeating: 0, count: size)
          try packed.withUnsafeMutableBufferPointer { (buffer) throws(ImageFileError) in
            if let start = buffer.baseAddress { try decode(to: start) }
          }
          samples = unpack(
            packed, PackedRows(bitDepth: depth, samplesPerRow: shape.width * stored),
            height: shape.height)
        }
        // The chunks after the samples, to the end: a file truncated there is damaged too.
        try check(spng_decode_chunks(context))

        if hasTransparency && !isPalette {
          let key =
            stored == 1
            ? [transparency.gray] : [transparency.red, transparency.green, transparency.blue]
          let maximum = UInt16(truncatingIfNeeded: 1 << depth - 1)
          samples = withAlpha(samples, transparent: key.map { $0 & maximum }, opaque: maximum)
        }
        let image = Image(shape: shape, bitDepth: depth, samples: samples)
        let trueDepth =
          isPalette || hasTransparency ? nil : significantBits(context, channels: stored)
        return DecodedPicture(
          trueDepth.flatMap { image.narrowedIfExact(toBitDepth: $0) } ?? image,
          orientation: orientation(context), profile: profile(context),
          warnings: chunks.warnings + warnings(context))
      }
    }

    /// The depth in the chunk sBIT; `nil` without one, or if it differs from channel to channel.
    private static func significantBits(_ context: OpaquePointer, channels: Int) -> Int? {
      var significant = spng_sbit()
      guard spng_get_sbit(context, &significant) == 0 else { return nil }
      let isGrey = channels < 3
      let bits = isGrey ? significant.grayscale_bits : significant.red_bits
      guard isGrey || (bits == significant.green_bits && bits == significant.blue_bits),
        channels % 2 == 1 || significant.alpha_bits == bits
      else { return nil }
      return Int(bits)
    }

    private static func orientation(_ context: OpaquePointer) -> Orientation {
      var exif = spng_exif()
      guard spng_get_exif(context, &exif) == 0, let data = exif.data else { return .upright }
      return Orientation(exif: UnsafeRawBufferPointer(start: data, count: exif.length))
    }

    private static func profile(_ context: OpaquePointer) -> [UInt8]? {
      var profile = spng_iccp()
      guard spng_get_iccp(context, &profile) == 0, let data = profile.profile else { return nil }
      return Array(UnsafeRawBufferPointer(start: data, count: profile.profile_len))
    }

    private static func warnings(_ context: OpaquePointer) -> [String] {
      var warnings: [String] = []
      var gamma = 0.0
      var intent: UInt8 = 0
      var profile = spng_iccp()
      // The exponent of sRGB is about 1/2.2; a profile or sRGB itself goes before it.
      if spng_get_srgb(context, &intent) != 0, spng_get_iccp(context, &profile) != 0,
        spng_get_gama(context, &gamma) == 0, abs(gamma * 2.2 - 1) > 0.05
      {
        warnings.append("its gamma of \(gamma) is not applied: \(ColourProfile.consequence)")
      }
      var primaries = spng_chrm()
      if spng_get_srgb(context, &intent) != 0, spng_get_iccp(context, &profile) != 0,
        spng_get_chrm(context, &primaries) == 0, !primaries.isStandard
      {
        warnings.append(
          "its colours (primaries in the chunk cHRM) are not those of sRGB: \(ColourProfile.consequence)"
        )
      }
      var count: UInt32 = 0
      guard spng_get_unknown_chunks(context, nil, &count) == 0 else { return warnings }
      var chunks = [spng_unknown_chunk](repeating: spng_unknown_chunk(), count: Int(count))
      guard spng_get_unknown_chunks(context, &chunks, &count) == 0 else { return warnings }
      func chunk(_ name: String) -> spng_unknown_chunk? {
        chunks.first { withUnsafeBytes(of: $0.type) { $0.elementsEqual(name.utf8) } }
      }
      if let code = chunk("cICP"), code.length == 4, let data = code.data {
        warnings += CodingIndependentPoints.warnings(
          primaries: Int(data.load(as: UInt8.self)),
          transfer: Int(data.load(fromByteOffset: 1, as: UInt8.self)))
      }
      if chunk("acTL") != nil {
        warnings.append("it is an animation, of which the still picture is taken")
      }
      return warnings
    }

    private static func encode(_ image: Image, path: String) throws(ImageFileError) -> [UInt8] {
      guard let context = spng_ctx_new(Int32(SPNG_CTX_ENCODER.rawValue)) else {
        throw .cannotRead(path: path, reason: "there is no memory for the encoder")
      }
      defer { spng_ctx_free(context) }
      func check(_ status: Int32) throws(ImageFileError) {
        guard status == 0 else {
          throw .unsupported(path: path, format: "PNG", reason: reason(status))
        }
      }
      let depths = image.shape.channels == 1 ? [1, 2, 4, 8, 16] : [8, 16]
      let depth = depths.first { $0 >= image.bitDepth } ?? 16
      let types = [
        SPNG_COLOR_TYPE_GRAYSCALE, SPNG_COLOR_TYPE_GRAYSCALE_ALPHA, SPNG_COLOR_TYPE_TRUECOLOR,
        SPNG_COLOR_TYPE_TRUECOLOR_ALPHA,
      ]
      var header = spng_ihdr()
      header.width = UInt32(image.shape.width)
      header.height = UInt32(image.shape.height)
      header.bit_depth = UInt8(depth)
      header.color_type = UInt8(types[image.shape.channels - 1].rawValue)
      guard image.shape.width < 1 << 31, image.shape.height < 1 << 31 else {
        throw .unsupported(path: path, format: "PNG", reason: "it is too wide or too high")
      }
      try check(spng_set_option(context, SPNG_ENCODE_TO_BUFFER, 1))
      try check(spng_set_ihdr(context, &header))
      if depth != image.bitDepth {
        let bits = UInt8(image.bitDepth)
        var significant = spng_sbit(
          grayscale_bits: bits, red_bits: bits, green_bits: bits, blue_bits: bits, alpha_bits: bits)
        try check(spng_set_sbit(context, &significant))
      }
      let packed = pack(image.widened(toBitDepth: depth))
      try check(
        spng_encode_image(
          context, packed, packed.count, Int32(SPNG_FMT_PNG.rawValue),
          Int32(SPNG_ENCODE_FINALIZE.rawValue)))
      var length = 0
      var status: Int32 = 0
      guard let buffer = spng_get_png_buffer(context, &length, &status), status == 0 else {
        throw .unsupported(path: path, format: "PNG", reason: reason(status))
      }
      defer { free(buffer) }
      return Array(UnsafeRawBufferPointer(start: buffer, count: length))
    }

    private static func reason(_ status: Int32) -> String {
      "'\(String(cString: spng_strerror(status)))'"
    }
  #else
    private static let decoder: ImageFileFormat.Decoder? = nil

    private static func encode(_ image: Image, path: String) throws(ImageFileError) -> [UInt8] {
      throw .libraryAbsent(path: path, format: "PNG", library: "libspng")
    }
  #endif

  /// Stored values per pixel: an index, or 1 to 4 samples.
  private static func storedChannels(colourType: UInt8) -> Int {
    switch colourType {
    case 2: 3
    case 4: 2
    case 6: 4
    default: 1
    }
  }

  private static func unpack(_ bytes: [UInt8], _ rows: PackedRows, height: Int) -> [UInt16] {
    [UInt16](unsafeUninitializedCapacity: height * rows.samplesPerRow) { samples, count in
      bytes.withUnsafeBufferPointer { bytes in
        guard let start = bytes.baseAddress else { return }
        for row in 0..<height {
          for column in 0..<rows.samplesPerRow {
            samples[count] = UInt16(rows.sample(column, of: start + row * rows.byteCount))
            count += 1
          }
        }
      }
    }
  }

  /// The bytes of rows, below 8 bits packed, of 16 bits in the machine's own order.
  private static func pack(_ image: Image) -> [UInt8] {
    switch image.bitDepth {
    case 16:
      return image.samples.withUnsafeBytes(Array.init)
    case 8:
      return image.samples.map { UInt8(truncatingIfNeeded: $0) }
    default:
      let perByte = 8 / image.bitDepth
      let samplesPerRow = image.shape.width * image.shape.channels
      let bytesPerRow = (samplesPerRow + perByte - 1) / perByte
      var bytes = [UInt8](repeating: 0, count: image.shape.height * bytesPerRow)
      for row in 0..<image.shape.height {
        for column in 0..<samplesPerRow {
          let shift = 8 - image.bitDepth * (column % perByte + 1)
          bytes[row * bytesPerRow + column / perByte] |=
            UInt8(image.samples[row * samplesPerRow + column]) << shift
        }
      }
      return bytes
    }
  }

  /// The pixels with one more sample: 0 where all others are the transparent colour, else opaque.
  private static func withAlpha(
    _ samples: [UInt16], transparent key: [UInt16], opaque: UInt16
  ) -> [UInt16] {
    let channels = key.count
    let total = samples.count / channels * (channels + 1)
    return [UInt16](unsafeUninitializedCapacity: total) { result, count in
      for first in stride(from: 0, to: samples.count, by: channels) {
        var isTransparent = true
        for channel in 0..<channels {
          let sample = samples[first + channel]
          isTransparent = isTransparent && sample == key[channel]
          result[count] = sample
          count += 1
        }
        result[count] = isTransparent ? 0 : opaque
        count += 1
      }
    }
  }
}

extension spng_chrm {
  /// Whether they are the primaries and the white of sRGB, within what rounding leaves of them.
  fileprivate var isStandard: Bool {
    zip(
      [
        red_x, red_y, green_x, green_y, blue_x, blue_y, white_point_x, white_point_y,
      ], [0.64, 0.33, 0.3, 0.6, 0.15, 0.06, 0.3127, 0.329]
    ).allSatisfy { abs($0 - $1) < 0.005 }
  }
}
