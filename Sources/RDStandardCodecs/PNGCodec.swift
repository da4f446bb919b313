import RDImages

#if RDTOOL_SPNG
  internal import CSPNG
  import RDCore

  /// PNG, by libspng.
  struct PNGCodec: ImageCodec {
    static let libraryVersion = String(cString: spng_version_string())
    let name = "png"
    let implementation = "libspng \(libraryVersion)"
    let colourMode = "as given"
    let control: QualityControl? = nil
    let isLossless = true

    init(_ descriptor: Descriptor) throws {
      try descriptor.checkKeys([])
    }

    func encode(_ image: Image, at setting: Double) throws -> [UInt8] {
      try ImageFile.encode(image, for: "image.png")
    }

    func decode(_ file: [UInt8], sampleLimit: Int) throws -> Image {
      try decodePicture(file, of: PNGFile.format, sampleLimit: sampleLimit)
    }
  }

  extension StandardCodec {
    static let png = StandardCodec(library: "libspng", version: PNGCodec.libraryVersion) {
      try PNGCodec($0)
    }
  }
#else
  extension StandardCodec {
    static let png = StandardCodec(absent: "libspng")
  }
#endif
