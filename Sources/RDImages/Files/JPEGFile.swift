import RDCore

#if RDTOOL_TURBOJPEG
  internal import CTurboJPEG
#endif

/// JPEG files, which are only read: a picture is never written lossily without an explicit request.
///
/// > Source: [itu1992jpeg].
package enum JPEGFile {
  package static let format = ImageFileFormat(
    suffixes: ["jpg", "jpeg"], signatures: [[0xff, 0xd8, 0xff]], isBuilt: isBuilt,
    decode: { bytes, path, limit throws(ImageFileError) in
      try decode(bytes, path: path, sampleLimit: limit)
    }, encode: nil)

  #if RDTOOL_TURBOJPEG
    package static let isBuilt = true

    private static func decode(
      _ bytes: [UInt8], path: String, sampleLimit: Int
    ) throws(ImageFileError) -> Image {
      guard let decoder = tjInitDecompress() else {
        throw .cannotRead(path: path, reason: "there is no memory for the decoder")
      }
      defer { tjDestroy(decoder) }
      func damage() -> ImageFileError {
        .damaged(
          path: path, format: "JPEG", reason: "'\(String(cString: tjGetErrorStr2(decoder)))'")
      }
      var width: Int32 = 0
      var height: Int32 = 0
      var sampling: Int32 = 0
      var colourSpace: Int32 = 0
      guard
        tjDecompressHeader3(
          decoder, bytes, UInt(bytes.count), &width, &height, &sampling, &colourSpace) == 0
      else { throw damage() }
      guard colourSpace != Int32(TJCS_CMYK.rawValue), colourSpace != Int32(TJCS_YCCK.rawValue)
      else {
        throw .unsupported(
          path: path, format: "JPEG", reason: "it has inks for printing; convert it to RGB")
      }
      let isGrey = colourSpace == Int32(TJCS_GRAY.rawValue)
      let channels = isGrey ? 1 : 3
      try ImageFile.check(
        height: Int(height), width: Int(width), channels: channels, path: path, format: "JPEG",
        sampleLimit: sampleLimit)
      let shape = ImageShape(height: Int(height), width: Int(width), channels: channels)
      // A truncated file is an error, not a picture with a grey end.
      let flags = TJFLAG_ACCURATEDCT | TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS
      var hasDecoded = false
      let samples = [UInt8](unsafeUninitializedCapacity: shape.elementCount) { buffer, count in
        hasDecoded =
          tjDecompress2(
            decoder, bytes, UInt(bytes.count), buffer.baseAddress, width, 0, height,
            Int32(isGrey ? TJPF_GRAY.rawValue : TJPF_RGB.rawValue), flags) == 0
        count = hasDecoded ? shape.elementCount : 0
      }
      guard hasDecoded else { throw damage() }
      return Image(shape: shape, samples: samples.map(UInt16.init))
    }
  #else
    package static let isBuilt = false

    private static func decode(
      _ bytes: [UInt8], path: String, sampleLimit: Int
    ) throws(ImageFileError) -> Image {
      throw .libraryAbsent(path: path, format: "JPEG", library: "libjpeg-turbo")
    }
  #endif
}
