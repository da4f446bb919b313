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
    suffixes: ["png"], signatures: [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
    isBuilt: isBuilt,
    decode: { bytes, path, limit throws(ImageFileError) in
      try decode(bytes, path: path, sampleLimit: limit)
    },
    encode: { image, path throws(ImageFileError) in try encode(image, path: path) })

  #if RDTOOL_SPNG
    package static let isBuilt = true

    private static func decode(
      _ bytes: [UInt8], path: String, sampleLimit: Int
    ) throws(ImageFileError) -> Image {
      guard let context = spng_ctx_new(0) else {
        throw .cannotRead(path: path, reason: "there is no memory for the decoder")
      }
      defer { spng_ctx_free(context) }
      func check(_ status: Int32) throws(ImageFileError) {
        guard status == 0 else {
          throw .damaged(path: path, format: "PNG", reason: reason(status))
        }
      }
      try check(
        spng_set_crc_action(context, Int32(SPNG_CRC_ERROR.rawValue), Int32(SPNG_CRC_ERROR.rawValue))
      )
      // Texts and profiles are ignored; their decompressed size is limited.
      try check(spng_set_chunk_limits(context, 1 << 24, 1 << 26))
      return try bytes.withUnsafeBufferPointer { (buffer) throws(ImageFileError) in
        try check(spng_set_png_buffer(context, buffer.baseAddress, buffer.count))
        var header = spng_ihdr()
        try check(spng_get_ihdr(context, &header))
        let isPalette = header.color_type == UInt8(SPNG_COLOR_TYPE_INDEXED.rawValue)
        var transparency = spng_trns()
        let hasTransparency = spng_get_trns(context, &transparency) == 0
        let stored = storedChannels(colourType: header.color_type)
        let channels = (isPalette ? 3 : stored) + (hasTransparency ? 1 : 0)
        let width = Int(header.width)
        let height = Int(header.height)
        try ImageFile.check(
          height: height, width: width, channels: channels, path: path, format: "PNG",
          sampleLimit: sampleLimit)
        let shape = ImageShape(height: height, width: width, channels: channels)

        let format =
          isPalette ? (hasTransparency ? SPNG_FMT_RGBA8 : SPNG_FMT_RGB8) : SPNG_FMT_PNG
        let flags = isPalette && hasTransparency ? Int32(SPNG_DECODE_TRNS.rawValue) : 0
        var size = 0
        try check(spng_decoded_image_size(context, Int32(format.rawValue), &size))
        var status: Int32 = 0
        let packed = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
          status = spng_decode_image(
            context, buffer.baseAddress, size, Int32(format.rawValue), flags)
          count = status == 0 ? size : 0
        }
        try check(status)
        // The chunks after the samples, to the end: a file truncated there is damaged too.
        try check(spng_decode_chunks(context))

        let depth = isPalette ? 8 : Int(header.bit_depth)
        var samples = unpack(
          packed, bitDepth: depth, height: height,
          samplesPerRow: width * (isPalette ? channels : stored))
        if hasTransparency && !isPalette {
          let key =
            stored == 1
            ? [transparency.gray] : [transparency.red, transparency.green, transparency.blue]
          samples = withAlpha(samples, transparent: key, opaque: UInt16((1 << depth) - 1))
        }
        let image = Image(shape: shape, bitDepth: depth, samples: samples)
        var significant = spng_sbit()
        guard !isPalette, spng_get_sbit(context, &significant) == 0 else { return image }
        let isGrey = stored < 3
        let bits = isGrey ? significant.grayscale_bits : significant.red_bits
        let isUniform =
          isGrey || (bits == significant.green_bits && bits == significant.blue_bits)
        let isUniformWithAlpha = stored % 2 == 1 || significant.alpha_bits == bits
        guard isUniform, isUniformWithAlpha, !hasTransparency else { return image }
        return image.narrowedIfExact(toBitDepth: Int(bits)) ?? image
      }
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
    package static let isBuilt = false

    private static func decode(
      _ bytes: [UInt8], path: String, sampleLimit: Int
    ) throws(ImageFileError) -> Image {
      throw .libraryAbsent(path: path, format: "PNG", library: "libspng")
    }

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

  /// The samples of rows that begin at whole bytes: below 8 bits the first in the highest bits, of 16 bits in the machine's
  /// own order.
  private static func unpack(
    _ bytes: [UInt8], bitDepth: Int, height: Int, samplesPerRow: Int
  ) -> [UInt16] {
    switch bitDepth {
    case 16:
      return bytes.withUnsafeBytes { Array($0.bindMemory(to: UInt16.self)) }
    case 8:
      return bytes.map(UInt16.init)
    default:
      let perByte = 8 / bitDepth
      let bytesPerRow = (samplesPerRow + perByte - 1) / perByte
      let mask = UInt8((1 << bitDepth) - 1)
      var samples = [UInt16](repeating: 0, count: height * samplesPerRow)
      for row in 0..<height {
        for column in 0..<samplesPerRow {
          let byte = bytes[row * bytesPerRow + column / perByte]
          let shift = 8 - bitDepth * (column % perByte + 1)
          samples[row * samplesPerRow + column] = UInt16(byte >> shift & mask)
        }
      }
      return samples
    }
  }

  /// The bytes that `unpack(_:bitDepth:height:samplesPerRow:)` reads.
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
    var result: [UInt16] = []
    result.reserveCapacity(samples.count / key.count * (key.count + 1))
    for start in stride(from: 0, to: samples.count, by: key.count) {
      let pixel = samples[start..<(start + key.count)]
      result += pixel
      result.append(pixel.elementsEqual(key) ? 0 : opaque)
    }
    return result
  }
}
