import RDImages

#if RDTOOL_OPENJPEG
  internal import COpenJPEG
  import RDCore

  /// JPEG 2000, by OpenJPEG: one tile and one quality layer, its length allocated to the code blocks by mean-square error.
  ///
  /// Lossy files have the 9/7 wavelet (or, with `wavelet=53`, a lossless file's, cut short: the default of the library's own tool, and
  /// that of the tables of [tensorflowcompression]) and the irreversible colour transform, lossless ones the 5/3 wavelet and the reversible
  /// transform.
  ///
  /// > Source: [taubman2002].
  struct JPEG2000Codec: ImageCodec {
    enum Wavelet: String, CaseIterable {
      /// The irreversible wavelet, for lossy files.
      case irreversible = "97"

      /// The reversible integer wavelet.
      case reversible = "53"
    }

    let isLossless: Bool
    let wavelet: Wavelet
    static let libraryVersion = String(cString: opj_version())
    var implementation: String { "OpenJPEG \(Self.libraryVersion)" }

    var name: String {
      isLossless
        ? "jpeg2000-lossless" : wavelet == .reversible ? "jpeg2000:wavelet=53" : "jpeg2000"
    }

    var colourMode: String { wavelet == .reversible ? "YUV 4:4:4 (RCT)" : "YCbCr 4:4:4 (ICT)" }

    var control: QualityControl? {
      isLossless
        ? nil
        : QualityControl(
          name: "rate", meaning: "bits per pixel of the file", range: 0.001...64, isWhole: false,
          isRising: true, settings: [0.1, 0.175, 0.25, 0.375, 0.5, 0.75, 1, 1.5, 2, 3, 4])
    }

    init(_ descriptor: Descriptor, isLossless: Bool) throws {
      try descriptor.checkKeys(isLossless ? [] : ["wavelet"])
      self.isLossless = isLossless
      wavelet = isLossless ? .reversible : try descriptor.choice("wavelet", default: .irreversible)
    }

    func encode(_ image: Image, at setting: Double) throws -> [UInt8] {
      try checkSetting(setting)
      try image.check(for: name, channels: [1, 2, 3, 4], bitDepths: Array(1...16))
      let shape = image.shape
      var components = [opj_image_cmptparm_t](
        repeating: opj_image_cmptparm_t(), count: shape.channels)
      for channel in components.indices {
        components[channel].dx = 1
        components[channel].dy = 1
        components[channel].w = UInt32(shape.width)
        components[channel].h = UInt32(shape.height)
        components[channel].prec = UInt32(image.bitDepth)
      }
      let space = shape.channels < 3 ? OPJ_CLRSPC_GRAY : OPJ_CLRSPC_SRGB
      guard let picture = opj_image_create(UInt32(shape.channels), &components, space) else {
        throw notEncoded("no memory")
      }
      defer { opj_image_destroy(picture) }
      picture.pointee.x1 = UInt32(shape.width)
      picture.pointee.y1 = UInt32(shape.height)
      for channel in 0..<shape.channels {
        guard let plane = picture.pointee.comps[channel].data else { throw notEncoded("no memory") }
        for pixel in 0..<shape.pixelCount {
          plane[pixel] = Int32(image.samples[pixel * shape.channels + channel])
        }
      }
      if image.hasAlpha { picture.pointee.comps[shape.channels - 1].alpha = 1 }

      guard let codec = opj_create_compress(OPJ_CODEC_JP2) else { throw notEncoded("no memory") }
      defer { opj_destroy_codec(codec) }
      let stream = JPEG2000Stream()
      try stream.use(codec: codec, isInput: false) { handle in
        guard setUp(codec, picture, image, setting),
          opj_start_compress(codec, picture, handle) != 0,
          opj_encode(codec, handle) != 0, opj_end_compress(codec, handle) != 0
        else { throw notEncoded(stream.problem) }
      }
      return stream.bytes
    }

    private func setUp(
      _ codec: UnsafeMutablePointer<opj_codec_t?>, _ picture: UnsafeMutablePointer<opj_image_t>,
      _ image: Image,
      _ setting: Double
    ) -> Bool {
      var parameters = opj_cparameters_t()
      opj_set_default_encoder_parameters(&parameters)
      parameters.cp_disto_alloc = 1
      parameters.tcp_numlayers = 1
      parameters.irreversible = wavelet == .irreversible ? 1 : 0
      parameters.tcp_mct = image.shape.channels >= 3 ? 1 : 0
      // No band may be empty in all tiles, so small images have fewer levels than the default of five.
      let side = min(image.shape.width, image.shape.height)
      parameters.numresolution = min(6, Int32(Int.bitWidth - side.leadingZeroBitCount))
      parameters.tcp_rates.0 = isLossless ? 0 : compressionRatio(of: image, at: setting)
      // Without an explicit comment, OpenJPEG writes its own into every file.
      return "".withCString { comment in
        parameters.cp_comment = UnsafeMutablePointer(mutating: comment)
        return opj_setup_encoder(codec, &parameters, picture) != 0
      }
    }

    /// The compression ratio of the codestream, which excludes the boxes of the file.
    private func compressionRatio(of image: Image, at setting: Double) -> Float {
      let byteCount = setting * Double(image.shape.pixelCount) / 8
      let sampleByteCount = Double(image.shape.elementCount * image.bitDepth) / 8
      return Float(max(sampleByteCount / max(byteCount - Self.boxByteCount, 1), 1))
    }

    /// The bytes of the boxes around the codestream of an image without alpha.
    private static let boxByteCount = 85.0

    func decode(_ file: [UInt8], sampleLimit: Int) throws -> Image {
      try decodePicture(file, of: JPEG2000File.format, sampleLimit: sampleLimit)
    }
  }

  extension StandardCodec {
    static let jpeg2000 = StandardCodec(
      library: "OpenJPEG", version: JPEG2000Codec.libraryVersion, parameters: "wavelet=97|53"
    ) { try JPEG2000Codec($0, isLossless: false) }

    static let jpeg2000Lossless = StandardCodec(
      library: "OpenJPEG", version: JPEG2000Codec.libraryVersion
    ) { try JPEG2000Codec($0, isLossless: true) }
  }
#else
  extension StandardCodec {
    static let jpeg2000 = StandardCodec(absent: "OpenJPEG")
    static let jpeg2000Lossless = StandardCodec(absent: "OpenJPEG")
  }
#endif
