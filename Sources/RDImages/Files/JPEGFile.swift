import RDCore

#if RDTOOL_TURBOJPEG
  internal import CTurboJPEG
#endif

/// JPEG files, which are only read: a picture is never written lossily without an explicit request.
///
/// > Source: [itu1992jpeg].
package enum JPEGFile {
  package static let format = ImageFileFormat(
    "JPEG", suffixes: ["jpg", "jpeg"], signatures: [FileSignature([0xff, 0xd8, 0xff])],
    library: "libjpeg-turbo", decoder: decoder)

  #if RDTOOL_TURBOJPEG
    private static let decoder: ImageFileFormat.Decoder? = { input throws(ImageFileError) in
      let markers = JPEGMarkers(input.bytes)
      guard let frame = markers.frame else { throw input.damage("it has no header of a frame") }
      // JPEG-LS has the same markers, and its frame need not be the first.
      if frame.kind == .jpegLS {
        return try JPEGLSFile.format.decode(
          input.bytes, path: input.path, sampleLimit: input.sampleLimit)
      }
      try check(frame, input)
      // Where one scan is all there is, the decoder says whether it is whole.
      guard markers.end != nil || markers.isOfOneScan else {
        throw input.damage("it ends before its end marker")
      }
      let shape = try input.shape(
        height: frame.height, width: frame.width, channels: frame.componentCount)
      var warnings =
        markers.strayByteCount > 0
        ? ["\(markers.strayByteCount) stray bytes before a marker are ignored"] : []
      var bytes = markers.cleaned(input.bytes)
      if let end = markers.end {
        if end < input.bytes.count {
          warnings.append("\(input.bytes.count - end) bytes after its end are ignored")
        }
      } else {
        warnings.append("its end marker is missing")
        bytes += [0xff, 0xd9]
      }
      let samples = try decode(
        bytes, shape: shape, input: input, hasEnd: markers.end != nil, warnings: &warnings)
      return DecodedPicture(
        Image(shape: shape, samples: samples), orientation: markers.orientation,
        profile: markers.profile, warnings: warnings)
    }

    /// The decoder of libjpeg-turbo 3, which knows more kinds of frame than TurboJPEG before it.
    private static let newDecoder =
      "djpeg -outfile OUT.ppm IN' of libjpeg-turbo 3 or 'ffmpeg -i IN OUT.png"

    /// Rejects the kinds of frame that TurboJPEG has not, by their names.
    private static func check(
      _ frame: JPEGMarkers.Frame, _ input: ImageFileInput
    ) throws(ImageFileError) {
      switch frame.kind {
      case .lossless:
        throw input.unsupported("it is lossless JPEG, not JPEG-LS", remedy: newDecoder)
      case .hierarchical: throw input.unsupported("it is hierarchical JPEG")
      case .jpegLS, .discreteCosine: break
      }
      guard frame.precision == 8 else {
        throw input.unsupported("it has samples of \(frame.precision) bits", remedy: newDecoder)
      }
      guard frame.componentCount != 4 else {
        throw input.unsupported("it has the inks of printing (CMYK or YCCK)")
      }
      guard frame.componentCount == 1 || frame.componentCount == 3 else {
        throw input.unsupported("it has \(frame.componentCount) channels")
      }
    }

    private static func decode(
      _ bytes: [UInt8], shape: ImageShape, input: ImageFileInput, hasEnd: Bool,
      warnings: inout [String]
    ) throws(ImageFileError) -> [UInt16] {
      guard let decoder = tjInitDecompress() else { throw input.noMemory }
      defer { tjDestroy(decoder) }
      var width: Int32 = 0
      var height: Int32 = 0
      var sampling: Int32 = 0
      var colours: Int32 = 0
      // It fails for samplings without a name in TurboJPEG, which are decoded all the same.
      _ = tjDecompressHeader3(
        decoder, bytes, UInt(bytes.count), &width, &height, &sampling, &colours)
      func message() -> String { String(cString: tjGetErrorStr2(decoder)) }
      guard Int(width) == shape.width, Int(height) == shape.height else {
        throw input.damage("'\(message())'")
      }
      let pixelFormat = Int32((shape.channels == 1 ? TJPF_GRAY : TJPF_RGB).rawValue)
      let flags = TJFLAG_ACCURATEDCT | TJFLAG_LIMITSCANS
      var warning: String?
      let samples = try [UInt16](byteCount: shape.elementCount) { (start) throws(ImageFileError) in
        guard
          tjDecompress2(
            decoder, bytes, UInt(bytes.count), start, width, 0, height, pixelFormat, flags) != 0
        else { return }
        let message = message()
        // Only the first warning is told: where the end is missing, it may hide that the code is short.
        guard tjGetErrorCode(decoder) == TJERR_WARNING.rawValue, hasEnd, isHarmless(message) else {
          throw message.contains("rithmetic")
            ? input.unsupported("it is arithmetic-coded, which this libjpeg-turbo does not decode")
            : input.damage("'\(message)'")
        }
        warning = message
      }
      if let warning { warnings.append("libjpeg-turbo says '\(warning)'") }
      return samples
    }

    /// Whether samples are whole in spite of a warning of libjpeg; all others, as of a code that ends too early, say that some are
    /// not.
    private static func isHarmless(_ message: String) -> Bool {
      message.contains("extraneous bytes before marker")
        || message.contains("unknown JFIF revision number")
        || message.contains("Unknown Adobe color transform code")
    }
  #else
    private static let decoder: ImageFileFormat.Decoder? = nil
  #endif
}
