import RDCore

#if RDTOOL_OPENJPEG
  internal import COpenJPEG
#endif

/// JPEG 2000 files and bare codestreams: 1 to 4 channels of 1 to 16 bits per sample; YCC and subsampled channels become RGB.
///
/// > Source: [taubman2002].
package enum JPEG2000File {
  package static let format = ImageFileFormat(
    "JPEG 2000", suffixes: ["jp2", "j2k", "j2c", "jpf", "jpx"],
    signatures: [
      // The boxes of a file, or a bare codestream.
      FileSignature([0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20, 0x0d, 0x0a, 0x87, 0x0a]),
      bareCodestream,
    ], library: "OpenJPEG", decoder: decoder)

  private static let bareCodestream = FileSignature([0xff, 0x4f, 0xff, 0x51])

  #if RDTOOL_OPENJPEG
    private static let decoder: ImageFileFormat.Decoder? = { input throws(ImageFileError) in
      let isBare = bareCodestream.isIn(input.bytes)
      guard let codec = opj_create_decompress(isBare ? OPJ_CODEC_J2K : OPJ_CODEC_JP2) else {
        throw input.noMemory
      }
      defer { opj_destroy_codec(codec) }
      let stream = JPEG2000Stream(input.bytes)
      var picture: UnsafeMutablePointer<opj_image_t>?
      defer { if let picture { opj_image_destroy(picture) } }
      return try stream.use(codec: codec, isInput: true) { handle throws(ImageFileError) in
        var parameters = opj_dparameters_t()
        opj_set_default_decoder_parameters(&parameters)
        guard opj_setup_decoder(codec, &parameters) != 0,
          opj_decoder_set_strict_mode(codec, 1) != 0,
          opj_read_header(handle, codec, &picture) != 0, let header = picture
        else { throw input.damage("'\(stream.problem)'") }
        _ = try components(of: header.pointee, input)
        guard opj_decode(codec, handle, header) != 0, opj_end_decompress(codec, handle) != 0 else {
          throw input.damage("'\(stream.problem)'")
        }
        // A palette has become channels only now.
        let image = try image(of: header.pointee, components(of: header.pointee, input), input)
        let profile = UnsafeBufferPointer(
          start: header.pointee.icc_profile_buf, count: Int(header.pointee.icc_profile_len))
        return DecodedPicture(image, profile: profile.isEmpty ? nil : Array(profile))
      }
    }

    /// The channels, checked: the first is of the picture's size, none is larger or has more than 16 bits.
    private static func components(
      of picture: opj_image_t, _ input: ImageFileInput
    ) throws(ImageFileError) -> UnsafeBufferPointer<opj_image_comp_t> {
      let components = UnsafeBufferPointer(start: picture.comps, count: Int(picture.numcomps))
      guard let first = components.first, components.count <= 4 else {
        throw input.unsupported("it has \(components.count) channels")
      }
      guard picture.color_space != OPJ_CLRSPC_CMYK, picture.color_space != OPJ_CLRSPC_EYCC else {
        throw input.unsupported("it has the inks of printing (CMYK) or colours of e-YCC")
      }
      _ = try input.shape(
        height: Int(first.h), width: Int(first.w), channels: components.count)
      for component in components {
        guard (1...16).contains(component.prec) else {
          throw input.unsupported(
            "it has samples of \(component.prec) bits", remedy: "magick IN -depth 16 OUT.png")
        }
        guard component.dx % first.dx == 0, component.dy % first.dy == 0,
          component.w > 0, component.h > 0
        else { throw input.unsupported("its channels differ in size") }
      }
      return components
    }

    private static func image(
      of picture: opj_image_t, _ components: UnsafeBufferPointer<opj_image_comp_t>,
      _ input: ImageFileInput
    ) throws(ImageFileError) -> Image {
      let first = components[0]
      let shape = try input.shape(
        height: Int(first.h), width: Int(first.w), channels: components.count)
      let bitDepth = Int(components.map(\.prec).max() ?? 8)
      let maximum = 1 << bitDepth - 1
      var samples = [UInt16](repeating: 0, count: shape.elementCount)
      for (channel, component) in components.enumerated() {
        guard let plane = component.data else { throw input.damage("a channel is missing") }
        let own = 1 << Int(component.prec) - 1
        let offset = component.sgnd != 0 ? (own + 1) / 2 : 0
        let (columnStep, rowStep) = (Int(component.dx / first.dx), Int(component.dy / first.dy))
        let (width, height) = (Int(component.w), Int(component.h))
        for row in 0..<shape.height {
          let line = plane + min(row / rowStep, height - 1) * width
          for column in 0..<shape.width {
            // Clamped as the standard requires.
            let value = min(
              max(Int(line[min(column / columnStep, width - 1)]) + offset, 0), own)
            samples[(row * shape.width + column) * shape.channels + channel] = UInt16(
              own == maximum ? value : (value * maximum + own / 2) / own)
          }
        }
      }
      // Subsampled channels of no stated kind are chroma, as for OpenJPEG's own tool.
      let isSubsampled = components.count >= 3 && components[1].dx > first.dx
      if picture.color_space == OPJ_CLRSPC_SYCC
        || isSubsampled && picture.color_space != OPJ_CLRSPC_SRGB
      {
        convertFromYCC(&samples, channels: shape.channels, maximum: maximum)
      }
      return Image(shape: shape, bitDepth: bitDepth, samples: samples)
    }

    /// Luma and two chromas, of full range and centred, to RGB, by the matrix of BT.601.
    private static func convertFromYCC(
      _ samples: inout [UInt16], channels: Int, maximum: Int
    ) {
      guard channels >= 3 else { return }
      func sample(_ value: Double) -> UInt16 {
        UInt16(min(max(value.rounded(), 0), Double(maximum)))
      }
      let centre = Double((maximum + 1) / 2)
      for first in stride(from: 0, to: samples.count, by: channels) {
        let luma = Double(samples[first])
        let blue = Double(samples[first + 1]) - centre
        let red = Double(samples[first + 2]) - centre
        samples[first] = sample(luma + 1.402 * red)
        samples[first + 1] = sample(luma - 0.344136 * blue - 0.714136 * red)
        samples[first + 2] = sample(luma + 1.772 * blue)
      }
    }
  #else
    private static let decoder: ImageFileFormat.Decoder? = nil
  #endif
}
